//! Sentences with a number that only looks like the bulletin's figure: what is
//! doubtful stays unread, and what stands beside it is read.

use crate::families::read;

/// Texts, and the values that are read in them.
const TEXTS: [(&str, &[i64]); 32] = [
    (
        "In May 2024 the State Migration Service received 45,210 applications for registration upon place of stay. Over the past five years it has received 48,210 applications for work permits.\nThe Call Center received 6,112 calls.",
        &[45210, 6112],
    ),
    (
        "In April 2023 the State Border Service made 412 decisions on violation of border legislation, while the State Migration Service made 1,320 decisions on violation of migration legislation.\nThe Call Center received 6,112 calls.",
        &[1320, 6112],
    ),
    (
        "In May 2024 the ASAN service centres received 21,100 e-applications; 9,410 e-applications reached the State Migration Service.\nThe Call Center received 6,112 calls.",
        &[9410, 6112],
    ),
    (
        "2024-cü ildə Dövlət Miqrasiya Xidmətinə olduğu yer üzrə qeydiyyatla bağlı 540 312 müraciət daxil olub. Bir il əvvəl iş icazəsi ilə bağlı 9 210 müraciət daxil olmuşdu.\nÇağrı mərkəzinə 6 112 zəng daxil olub.",
        &[540_312, 6112],
    ),
    (
        "В мае 2024 года в Государственную миграционную службу поступило 1 120 обращений о гражданстве, о разрешениях на работу – на 94 обращения меньше. По поводу регистрации по месту пребывания поступило 3 120 обращений больше, чем в апреле.\nВ колл-центр поступило 6 112 звонков.",
        &[1120, 6112],
    ),
    (
        "State Migration Service, May 2024. The number of decisions on violation of migration legislation was 218 more than in April.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. Deadline for applications for residence permits is 30 working days before expiry.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024\nE-applications – 2023: 9,210; 2024: 9,410\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. Every day the Service receives 1,500 applications for registration upon place of stay.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "Dövlət Miqrasiya Xidməti, 2024-cü ilin may ayı\nİlin əvvəlindən olduğu yer üzrə qeydiyyatla bağlı 201 400, mayda isə 45 210 müraciət daxil olub.\nÇağrı mərkəzinə 6 112 zəng daxil olub.",
        &[6112],
    ),
    (
        "За последние пять лет, с 2019 по 2023 год, в Государственную миграционную службу поступило 1 432 700 обращений по поводу регистрации по месту пребывания.\nВ колл-центр поступило 6 112 звонков.",
        &[6112],
    ),
    (
        "В мае 2024 года обращения в Государственную миграционную службу о регистрации по месту пребывания сократились с 45 210 до 42 090.\nВ колл-центр поступило 6 112 звонков.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. It was found that 312 foreigners had not applied for registration upon place of stay.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. \"We did not receive 50,000 applications for registration upon place of stay, as some media wrote, we received 45,210.\"\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. Contrary to reports of 2,500 decisions on violation of migration legislation, the Service made 1,930.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "Dövlət Miqrasiya Xidməti, 2024-cü ilin may ayı. Olduğu yer üzrə qeydiyyatla bağlı 45 210 deyil, 42 510 müraciət daxil olub.\nÇağrı mərkəzinə 6 112 zəng daxil olub.",
        &[6112],
    ),
    (
        "Государственная миграционная служба, май 2024 года. Опечатка: не 1 930 решений о нарушениях миграционного законодательства, а 1 903.\nВ колл-центр поступило 6 112 звонков.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. 14 citizens complained about the decisions on legalization of residence.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. The draft decisions on legalization of residence: 41. The Service plans to make 3,000 decisions on legalization of residence in 2025.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "Государственная миграционная служба, май 2024 года. В мае прошлого года поступило 42 090 обращений по поводу регистрации по месту пребывания, в этом – 45 210.\nВ колл-центр поступило 6 112 звонков.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. Hotels alone sent 21,000 applications for registration upon place of stay. In all, 45,210 applications for registration upon place of stay were received.\nThe Call Center received 6,112 calls.",
        &[45210, 6112],
    ),
    (
        "State Migration Service, May 2024\n- Applications on registration upon place of stay – 45,210\n- Applications on obtaining residence permits under consideration – 412\nThe Call Center received 6,112 calls.",
        &[45210, 6112],
    ),
    (
        "State Migration Service, May 2024\n8438\n- Applications on obtaining residence permits\n1214\n- Applications for work permits\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "2024-cü ildə Dövlət Miqrasiya Xidmətinə olduğu yer üzrə qeydiyyatla bağlı 540 312 müraciət daxil olub. Son rübdə iş icazəsi ilə bağlı 2 412 müraciət daxil olub.\nÇağrı mərkəzinə 6 112 zəng daxil olub.",
        &[540_312, 6112],
    ),
    (
        "State Migration Service, May 2024. 212 decisions on legalization of residence were not carried out. 212 decisions on ban on entry were not adopted.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. Persons covered by decisions on violation of migration legislation: 1,812.\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "In 2023 the Ministry of Labour received 5,412 applications for work permits of disabled persons. The State Migration Service received 9,210 applications on work permits.\nThe Call Center received 6,112 calls.",
        &[9210, 6112],
    ),
    (
        "State Migration Service, May 2024\n- Applications on registration upon place of stay (in %) – 31\n- Applications for work permits, thousands – 79\n- Applications on citizenship issues (for the year) – 207\n- Applications on obtaining residence permits: men – 680, women – 140\nThe Call Center received 6,112 calls.",
        &[6112],
    ),
    (
        "State Migration Service, May 2024. 1,320 decisions on violation of migration legislation were made. As a result of the raids 388 foreigners were expelled from the country with a ban on entry.\nThe Call Center received 6,112 calls.",
        &[1320, 6112],
    ),
    (
        "2024-cü ilin may ayı\n- Olduğu yer üzrə qeydiyyatla bağlı müraciətlər (il üzrə) – 540 312\n- İş icazəsi ilə bağlı müraciətlər (min nəfər) – 21\nÇağrı mərkəzinə 6 112 zəng daxil olub.",
        &[6112],
    ),
    (
        "Государственная миграционная служба, май 2024 года\n- Обращения по регистрации по месту пребывания нарастающим итогом – 145 210\n- Обращения о разрешениях на работу за неделю – 21\nВ колл-центр поступило 6 112 звонков.",
        &[6112],
    ),
    (
        "State Migration Service, October 2013. 41.870 foreigners applied for registration upon place of stay. 26 places of business were inspected.\nThe Call Center received 6,112 calls.\n\nVisitors today: 1.338\nOnline: 14",
        &[41870, 6112],
    ),
];

#[test]
fn what_only_looks_like_a_figure_of_the_bulletin_stays_unread() {
    for (text, wanted) in TEXTS {
        let values: Vec<i64> = read(text).iter().map(|figure| figure.value).collect();
        assert_eq!(values, wanted, "{text}");
    }
}
