//! `import`: texts in, one transaction for a group of documents, a report.

use super::Context;
use super::given::{self, Given};
use super::inputs::{self, Fault, Input, Inputs};
use super::merge;
use super::reading::Source;
use super::report::{Finding, Outcome, Report};

use super::writing::{self, Which, Writing, findings};
use crate::bulletin::{Lexicon, Reader, Role, Text};
use crate::cli::Import;
use crate::error::Error;
use crate::intake::Encoding;
use crate::store::{Added, DecisionKind, Store, StoreError, Subject};
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::path::Path;

/// A commit waits for the disk, so documents share one; what is reported as
/// stored is always committed.
const GROUP_DOCUMENTS: usize = 64;
const GROUP_BYTES: usize = 8 * 1024 * 1024;
/// Files from which on a progress bar is worth its line.
const MANY: usize = 20;
/// What the reader knows so far.
const LAYOUTS: &str = "smsdb reads the Service's bulletins in English, Azerbaijani and Russian; \
                       new wordings are told with smsdb teach";

pub fn run(arguments: &Import, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let given = Given::of(&arguments.given)?;
    let mut source = Source::new(encoding(arguments)?);
    let inputs = inputs::collect(&arguments.paths);
    if !given.is_nothing() && inputs.texts.iter().any(|input| input.database) {
        let message = "--period, --published and --url are for texts";
        return Err(Error::usage(message).with_help("import the file without them"));
    }
    let texts = if given.names_period() {
        one_bulletin(&inputs, &lexicon, &mut source, context)?
    } else {
        Vec::new()
    };
    let mut run = Run {
        arguments,
        lexicon: &lexicon,
        given: &given,
        store: None,
        report: Report {
            dry_run: arguments.dry_run,
            skipped: inputs.skipped,
            ..Report::default()
        },
        pending: Vec::new(),
        pending_bytes: 0,
        before: None,
        failure: None,
    };
    run.documents(&inputs, texts, &mut source, context);
    run.close_group();
    run.folders(&inputs);
    run.new_findings(context);
    run.report.faults.extend(inputs.faults);
    run.report.print(arguments.format, context)?;
    match run.failure {
        Some(failure) => Err(failure),
        None if run.report.faults.is_empty() => Ok(()),
        None => Err(Error::Rejected(match run.report.faults.len() {
            1 => "1 input was rejected".to_owned(),
            count => format!("{count} inputs were rejected"),
        })),
    }
}

/// The encoding that a person names.
fn encoding(arguments: &Import) -> Result<Option<Encoding>, Error> {
    let Some(name) = &arguments.encoding else {
        return Ok(None);
    };
    let unknown = || {
        let known = Encoding::names().collect::<Vec<_>>().join(", ");
        Error::usage(format!("no such encoding: {name}")).with_help(format!("it knows {known}"))
    };
    Encoding::of_name(name).map(Some).ok_or_else(unknown)
}

struct Run<'r> {
    arguments: &'r Import,
    lexicon: &'r Lexicon,
    given: &'r Given,
    /// Opened, or made, when the first document is there to be stored.
    store: Option<Store>,
    report: Report,
    /// Documents of the open transaction, with their inputs' numbers.
    pending: Vec<(usize, Outcome)>,
    pending_bytes: usize,
    /// Findings before the first new document.
    before: Option<Vec<Finding>>,
    /// What ended the import early.
    failure: Option<Error>,
}

impl Run<'_> {
    /// `texts`: those that were read already.
    fn documents(
        &mut self,
        inputs: &Inputs,
        texts: Texts,
        source: &mut Source,
        context: &mut Context<'_>,
    ) {
        let mut texts = texts.into_iter();
        let bar = progress(inputs.texts.len(), context.progress);
        for (number, input) in inputs.texts.iter().enumerate() {
            if let Some(reason) = context.stop.reason() {
                self.failure = Some(Error::Stopped(reason));
            }
            if self.failure.is_some() {
                break;
            }
            if let Some(path) = input.path.as_ref().filter(|_| input.database) {
                self.merge(number, input, path, context);
                bar.inc(1);
                continue;
            }
            let text = texts.next();
            let text = text.unwrap_or_else(|| input.text(source, context.input));
            match text {
                Ok(text) => self.document(number, input, &text, context),
                Err(fault) => self.report.faults.push(fault),
            }
            if self.pending.len() >= GROUP_DOCUMENTS || self.pending_bytes >= GROUP_BYTES {
                self.close_group();
            }
            bar.inc(1);
        }
        if let Some(reason) = context.stop.reason() {
            self.failure = self.failure.take().or(Some(Error::Stopped(reason)));
        }
        bar.finish_and_clear();
    }

    /// Takes a colleague's file in, in a transaction of its own.
    fn merge(&mut self, number: usize, input: &Input, path: &Path, context: &Context<'_>) {
        self.close_group();
        let other = match merge::open(input, path, self.lexicon, context) {
            Ok(other) => other,
            Err(Some(fault)) => return self.report.faults.push(fault),
            // The loop notices the reason to stop.
            Err(None) => return,
        };
        let lexicon = self.lexicon;
        let merged = self.ready(context).and_then(|store| {
            store.begin()?;
            store.take_in(&other, lexicon)
        });
        match merged {
            Ok(merged) => {
                self.pending.push((number, Outcome::merged(input, merged)));
                self.close_group();
            }
            Err(error) => {
                self.fail(error);
                self.report.lost.push(input.shown());
            }
        }
    }

    fn document(&mut self, number: usize, input: &Input, text: &Text, context: &Context<'_>) {
        // A file is made only when there is something to put into it.
        if self.store.is_none() && !context.db.exists() && !holds_bulletin(text, self.lexicon) {
            return self.without_bulletin(input);
        }
        match self.add(input, text, context) {
            Ok(None) => self.without_bulletin(input),
            Ok(Some(outcome)) => {
                if outcome.is_new() {
                    self.pending_bytes += text.len();
                }
                self.pending.push((number, outcome));
            }
            Err(error) => {
                self.fail(error);
                self.report.lost.push(input.shown());
            }
        }
    }

    fn add(
        &mut self,
        input: &Input,
        text: &Text,
        context: &Context<'_>,
    ) -> Result<Option<Outcome>, StoreError> {
        let (lexicon, given, pending) = (self.lexicon, self.given, !self.pending.is_empty());
        let store = self.ready(context)?;
        if !pending {
            store.begin()?;
        }
        let outcome = match store.add_document(&input.name(), text, lexicon) {
            Ok(Added::New {
                document_id,
                counts,
                harm,
            }) => Some((document_id, Outcome::new(input, counts, harm))),
            Ok(Added::Known {
                document_id,
                document,
            }) => {
                let withdrawal = Subject::document(DecisionKind::Withdrawal, document_id);
                let hash = || text.content_sha256().chars().take(12).collect();
                let withdrawn = store.decided(&withdrawal)?;
                let withdrawn = withdrawn.map(|decision| (decision.note, hash()));
                Some((document_id, Outcome::known(input, document, withdrawn)))
            }
            nothing => {
                // Nothing is pending: the transaction holds nothing to keep.
                if !pending {
                    store.roll_back();
                }
                nothing?;
                None
            }
        };
        let Some((document_id, mut outcome)) = outcome else {
            return Ok(None);
        };
        outcome.decided = given.decide(store, document_id, lexicon)?;
        Ok(Some(outcome))
    }

    /// The file, opened or made when it is needed.
    fn ready(&mut self, context: &Context<'_>) -> Result<&mut Store, StoreError> {
        let store = match self.store.take() {
            Some(store) => store,
            None => self.open(context)?,
        };
        Ok(self.store.insert(store))
    }

    fn open(&mut self, context: &Context<'_>) -> Result<Store, StoreError> {
        let which = if self.arguments.dry_run {
            Which::Copy
        } else {
            Which::PresentOrNew
        };
        let Writing { store, reread } = writing::open(context, self.lexicon, which)?;
        self.report.reread = reread;
        // Listing what was found before is not worth failing for.
        self.before = findings(&store).ok().flatten();
        Ok(store)
    }

    /// Commits the open transaction; only then its documents are reported.
    fn close_group(&mut self) {
        let Some(store) = &self.store else { return };
        if self.pending.is_empty() {
            return;
        }
        // Decisions and colleagues' files change more than they add.
        let more = |(_, outcome): &(usize, Outcome)| !outcome.only_adds();
        let committed = if self.pending.iter().any(more) {
            store.commit()
        } else {
            store.commit_added()
        };
        match committed {
            Ok(()) => self.report.documents.append(&mut self.pending),
            Err(error) => self.fail(error),
        }
        self.pending_bytes = 0;
    }

    /// A file that cannot take more ends the import; what is committed stays.
    fn fail(&mut self, error: StoreError) {
        if let Some(store) = &self.store {
            store.roll_back();
        }
        self.report.lost = self
            .pending
            .drain(..)
            .map(|(_, outcome)| outcome.path)
            .collect();
        self.failure = Some(error.into());
    }

    fn without_bulletin(&mut self, input: &Input) {
        if input.named {
            self.report
                .faults
                .push(input.fault("holds no bulletin", Some(LAYOUTS)));
        } else {
            self.report.without_bulletin.push(input.shown());
        }
    }

    /// A named folder in which no file holds a bulletin is an error.
    fn folders(&mut self, inputs: &Inputs) {
        for (folder, range) in &inputs.folders {
            let stored = self
                .report
                .documents
                .iter()
                .any(|(number, _)| range.contains(number));
            let shown = folder.display().to_string();
            let faulty = inputs.faults.iter().any(|fault| fault.path == shown);
            if !stored && !faulty && self.failure.is_none() {
                self.report.faults.push(Fault {
                    path: folder.display().to_string(),
                    what: "holds no file with a bulletin".to_owned(),
                    help: None,
                });
            }
        }
    }

    fn new_findings(&mut self, context: &Context<'_>) {
        let changed = !self.report.reread.is_empty()
            || self
                .report
                .documents
                .iter()
                .any(|(_, outcome)| outcome.is_new() || !outcome.decided.is_empty());
        let Some(store) = self
            .store
            .as_ref()
            .filter(|_| changed && context.stop.reason().is_none())
        else {
            return;
        };
        match (findings(store), self.before.take()) {
            (Ok(Some(after)), Some(before)) => {
                let fresh = after
                    .into_iter()
                    .filter(|finding| !before.contains(finding));
                self.report.findings = Some(fresh.collect());
            }
            (Ok(_), _) => self.report.findings = None,
            (Err(error), _) => self.report.unchecked = Some(error.to_string()),
        }
    }
}

/// Texts, or why they are none, in the order of their inputs.
type Texts = Vec<Result<Text, Fault>>;

/// Reads all inputs before any is stored: together they may hold one
/// bulletin, whose period the person names.
fn one_bulletin(
    inputs: &Inputs,
    lexicon: &Lexicon,
    source: &mut Source,
    context: &mut Context<'_>,
) -> Result<Texts, Error> {
    let mut texts = Vec::new();
    let mut bulletins = 0;
    for input in &inputs.texts {
        let text = input.text(source, context.input);
        bulletins += text
            .as_ref()
            .map_or(0, |text| given::bulletins(text, lexicon));
        if bulletins > 1 {
            let message = "--period is for one bulletin, and there are several";
            return Err(Error::usage(message).with_help(
                "import them without it; then smsdb assign DOCUMENT:POSITION PERIOD --note TEXT",
            ));
        }
        texts.push(text);
    }
    Ok(texts)
}

fn holds_bulletin(text: &Text, lexicon: &Lexicon) -> bool {
    Reader::new(text, lexicon).any(|passage| {
        let figure = |role: &Role<'_>| matches!(role, Role::Observation(_));
        passage
            .bulletin
            .is_some_and(|bulletin| bulletin.period.is_some())
            || passage.numbers.iter().any(|number| figure(&number.role))
    })
}

fn progress(files: usize, terminal: bool) -> ProgressBar {
    let target = if terminal && files >= MANY {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    ProgressBar::with_draw_target(Some(files as u64), target)
}
