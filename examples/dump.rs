use smsdb::bulletin::*;
fn main() {
    let lex = Lexicon::built_in().unwrap();
    for f in std::env::args().skip(1) {
        let t = match Text::decode(std::fs::read(&f).unwrap()) {
            Ok(t) => t,
            Err(e) => {
                println!("{f}: {e}");
                continue;
            }
        };
        let lines: Vec<&str> = t.lines().collect();
        let mut pos = 0;
        let name = f.rsplit('/').next().unwrap();
        for p in Reader::new(&t, &lex) {
            let b = p.bulletin.as_ref();
            if b.is_some() {
                pos += 1;
            }
            for n in &p.numbers {
                let raw: String = lines[n.line_no - 1]
                    .chars()
                    .skip(n.column_no - 1)
                    .take(n.length)
                    .collect();
                let (per, fl, ll, pt) = b
                    .map(|b| {
                        (
                            b.period.map(|p| p.to_string()).unwrap_or_default(),
                            b.first_line,
                            b.last_line,
                            b.period_text.clone().unwrap_or_default(),
                        )
                    })
                    .unwrap_or_default();
                match &n.role {
                    Role::Observation(i) => println!(
                        "OBS,{name},{pos},{fl},{ll},{pt},{per},{i},{},{},{},{}",
                        n.value.unwrap(),
                        n.line_no,
                        n.column_no,
                        if raw.contains(',') {
                            format!("\"{raw}\"")
                        } else {
                            raw
                        }
                    ),
                    Role::Unread(r) => {
                        println!("UNREAD,{name},{},{},{raw},{r}", n.line_no, n.column_no)
                    }
                    r => println!("{r:?},{name},{},{},{raw}", n.line_no, n.column_no),
                }
            }
        }
    }
}
