//! Cases of the days looked at: open on some day, opened, closed, opened again; and those that came or went with a child
//! who changed class. Aliases: `k` case, `x`, `y`, `z` and `j` its closures, `q` another enrollment of the child.

/// Cases open on the last day.
macro_rules! open {
    () => {
        " join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on <= $5
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                          and x.closed_on <= $5 and x.reopened_on > $5)"
    };
}
/// No longer open on the last day. Needs `k`, the case.
macro_rules! over {
    () => {
        "exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
           and x.closed_on <= $5 and x.reopened_on > $5)"
    };
}
/// Cases open on any day looked at. What was opened again and fell at once into another case of the child, since two entries
/// were joined (R5), was open on no day by that.
macro_rules! served {
    () => {
        " join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on <= $5
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                          and x.closed_on < $4 and (x.reopened_on > $5 or exists
                            (select 1 from closure z where z.school_id = x.school_id and z.case_id = x.case_id
                             and z.reason = 'joined' and z.closed_on = x.reopened_on and z.reopened_on > $5)))"
    };
}
/// Cases open on the day before the term.
macro_rules! before {
    () => {
        " join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on < $4
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                          and x.closed_on < $4 and x.reopened_on >= $4)"
    };
}
/// The class of this enrollment is one of the school year looked at: that everybody moves up is no change of class.
macro_rules! this_year {
    ($of:literal) => {
        concat!(
            "exists (select 1 from class yc join school_year y on y.school_id = yc.school_id and y.id = yc.year_id
               where yc.school_id = ", $of, ".school_id and yc.id = ", $of, ".class_id and y.starts_on <= $5 and y.ends_on >= $5)"
        )
    };
}
/// Another enrollment `q` of the child in the days looked at, and none between it and `p`.
macro_rules! next_to {
    ($is_there:literal, $is_between:literal) => {
        concat!(
            "select 1 from enrollment q where q.school_id = s.school_id and q.student_id = s.id and ",
            $is_there,
            " and ",
            this_year!("q"),
            " and not exists (select 1 from enrollment b where b.school_id = s.school_id and b.student_id = s.id and ",
            $is_between,
            ")"
        )
    };
}
/// The enrollment before this one, in the same days.
macro_rules! earlier {
    () => {
        next_to!(
            "q.from_on < p.from_on and q.until_on >= $4",
            "b.from_on > q.from_on and b.from_on < p.from_on"
        )
    };
}
/// Where the child was when the days looked at began.
macro_rules! began_here {
    () => {
        concat!(this_year!("p"), " and not exists (", earlier!(), ")")
    };
}
/// Cases open when the child came here from another class in the days looked at.
macro_rules! came_with {
    () => {
        concat!(
            " join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on < p.from_on
              and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                              and x.closed_on < p.from_on and x.reopened_on >= p.from_on)
              and ",
            this_year!("p"),
            " and exists (",
            earlier!(),
            " and not (OF_HERE))"
        )
    };
}
/// Cases open when the child left here, for another class or the school, before the last day looked at.
macro_rules! went_with {
    () => {
        concat!(
            " join support_case k on k.school_id = s.school_id and k.student_id = s.id and k.opened_on <= p.until_on
              and p.until_on < $5 and not exists (select 1 from closure x where x.school_id = k.school_id
                              and x.case_id = k.id and x.closed_on <= p.until_on and x.reopened_on > p.until_on)
              and ",
            this_year!("p"),
            " and not exists (",
            next_to!("q.from_on > p.until_on and q.from_on <= $5", "b.from_on > p.until_on and b.from_on < q.from_on"),
            " and OF_HERE)"
        )
    };
}
macro_rules! any_case {
    () => {
        " join support_case k on k.school_id = s.school_id and k.student_id = s.id"
    };
}
/// Not one that goes on in another case of the child, since two entries were joined (R5).
macro_rules! own {
    () => {
        "not exists (select 1 from closure j where j.school_id = k.school_id and j.case_id = k.id
                     and j.reason = 'joined' and j.closed_on <= k.opened_on)"
    };
}
/// Not one by which nothing began: the child was in support on that day already, in another case or in this one.
macro_rules! anew {
    () => {
        "not exists (select 1 from closure z where z.school_id = s.school_id and z.student_id = s.id
                     and z.reason = 'joined' and z.closed_on = y.reopened_on)"
    };
}
macro_rules! closing {
    () => {
        concat!(
            any_case!(),
            " join closure y on y.school_id = k.school_id and y.case_id = k.id and y.reason <> 'joined'"
        )
    };
}
