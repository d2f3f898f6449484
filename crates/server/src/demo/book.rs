//! The rows of one school, table by table, written in few statements.

use db::{Tx, Value};
use kernel::Fault;

/// So many arguments at most in one statement. Each statement of several rows is a savepoint of its own to SQLite, so
/// fewer are faster; SQLite allows 32,766 arguments, PostgreSQL 65,535.
const ARGUMENTS: usize = 8_000;

/// Each statement for what is left has so many times fewer rows.
const STEP: usize = 8;

/// The rows of one table.
pub struct Sheet {
    table: &'static str,
    columns: &'static str,
    width: usize,
    values: Vec<Value<'static>>,
}

impl Sheet {
    fn new(table: &'static str, columns: &'static str) -> Self {
        Self { table, columns, width: columns.split(',').count(), values: Vec::new() }
    }

    /// Adds a row; one value for each column.
    pub fn add(&mut self, row: &[Value<'_>]) {
        debug_assert_eq!(row.len(), self.width, "{}", self.table);
        self.values.extend(row.iter().cloned().map(Value::into_owned));
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    fn statement(&self, rows: usize) -> String {
        let mut sql = format!("insert into {} ({}) values ", self.table, self.columns);
        for row in 0..rows {
            if row > 0 {
                sql.push(',');
            }
            sql.push_str(&db::dialect::list(row.saturating_mul(self.width).saturating_add(1), self.width));
        }
        sql
    }

    async fn write(&self, tx: &mut Tx) -> Result<(), Fault> {
        let mut rows = ARGUMENTS.checked_div(self.width).unwrap_or(1).max(1);
        let mut rest: &[Value<'static>] = &self.values;
        while !rest.is_empty() && rows > 0 {
            let chunks = rest.chunks_exact(rows.saturating_mul(self.width));
            rest = chunks.remainder();
            if chunks.len() > 0 {
                let statement = self.statement(rows);
                for chunk in chunks {
                    tx.run(&statement, chunk).await?;
                }
            }
            rows = if rows == 1 { 0 } else { (rows / STEP).max(1) };
        }
        Ok(())
    }
}

macro_rules! book {
    ($($table:ident: $columns:literal;)+) => {
        /// All rows of one school. Tables stand in the order in which they may be written.
        pub struct Book { $(#[doc = $columns] pub $table: Sheet),+ }

        impl Book {
            /// Without rows.
            pub fn new() -> Self {
                Self { $($table: Sheet::new(stringify!($table), $columns)),+ }
            }

            /// Writes all rows.
            ///
            /// # Errors
            /// Those of the database.
            pub async fn write(&self, tx: &mut Tx) -> Result<(), Fault> {
                $(self.$table.write(tx).await?;)+
                Ok(())
            }

            /// Each table and how many rows it has.
            pub fn counts(&self) -> Vec<(&'static str, usize)> {
                vec![$((stringify!($table), self.$table.rows())),+]
            }
        }
    };
}

book! {
    school: "id,name,region,created_at";
    school_year: "school_id,id,name,starts_on,ends_on";
    term: "school_id,id,year_id,name,starts_on,ends_on";
    day_off: "school_id,day_on,kind,name";
    class: "school_id,id,year_id,grade,number";
    staff: "school_id,id,name,sort_key,subject,joined_on,created_at,sex";
    role_held: "school_id,id,staff_id,role,grade,class_id,from_on,granted_at";
    account: "login,school_id,staff_id,password,created_at,password_at";
    student: "school_id,id,name,sort_key,sex,born_on,ethnic,id_type,id_number_cell,id_number_index,roll_number_cell,roll_number_index,phone_cell,address_cell,health_cell,household,boarding,enrolled_on,only_child,migrant_child,roll_left_behind,roll_orphan,created_at";
    enrollment: "school_id,id,student_id,class_id,seat,from_on";
    guardian: "school_id,id,student_id,seat,relation,is_legal,lives_with,name_cell,phone_cell,phone_index,employer_cell,occupation_cell,address_cell,away_place_cell,away_since,from_on";
    name_key: "school_id,key,student_id";
    census: "school_id,id,term_id,opened_on,due_on,opened_by";
    census_look: "school_id,census_id,student_id,looked_on,looked_at,looked_by";
    finding: "school_id,id,student_id,category,since_on,source,need,priority,review_on,evidence_cell,found_on,found_at,found_by,census_id";
    left_behind: "school_id,id,student_id,roll,civil,since_on,from_on,recorded_at,recorded_by";
    remark: "school_id,id,student_id,kind,topic,text_cell,noted_on,noted_at,noted_by";
    exam: "school_id,id,term_id,name,held_on";
    mark: "school_id,student_id,exam_id,subject,score,full_score";
    absence: "school_id,id,student_id,from_on,until_on,half_days,reason";
    support_case: "school_id,id,student_id,tier,opened_on,opened_at,opened_by,finding_id,concern_cell";
    closure: "school_id,id,case_id,student_id,closed_on,closed_at,closed_by,reason,note_cell,reopened_on,reopened_by,reopen_note_cell";
    member: "school_id,id,case_id,student_id,staff_id,part,from_on,added_at,added_by";
    tier_change: "school_id,id,case_id,student_id,way,from_tier,to_tier,reason_cell,asked_on,asked_at,asked_by,answer,answer_cell,answered_on,answered_at,answered_by,review_on";
    leadership_seat: "school_id,id,staff_id,seat,duties,from_on,added_at,added_by";
    mentor_wish: "school_id,case_id,student_id,staff_id,wished_on,noted_by";
    quiet_look: "school_id,id,student_id,looked_on,looked_at,looked_by";
    companion: "school_id,id,case_id,student_id,part,peer_id,name_cell,relation_cell,phone_cell,from_on,until_on,added_at,added_by";
    tier_form: "school_id,id,case_id,student_id,form,body_cell,review_on,written_on,written_at,written_by";
    plan: "school_id,id,case_id,student_id,situation_cell,measures_cell,written_on,written_at,written_by,templates,sections_cell";
    reminder_setting: "school_id,is_on,morning,quiet_from,quiet_until,robots,lang,changed_at,changed_by";
    reminder_person: "school_id,staff_id,often,email_cell,lang,changed_at";
    goal: "school_id,id,case_id,student_id,text_cell,measure_cell,span,due_on,reached_on,reached_by,set_on,set_by";
    goal_measure: "school_id,id,student_id,unit_cell,better,target,support_from,set_at,set_by";
    goal_reading: "school_id,id,goal_id,student_id,read_on,value,noted_at,noted_by";
    measure_use: "school_id,id,case_id,student_id,measure,from_on,until_on,outcome,words_cell,added_at,added_by,ended_by";
    plan_task: "school_id,id,case_id,student_id,text_cell,due_on,done_on,done_by,set_on,set_at,set_by";
    checklist: "school_id,id,class_id,name_cell,items_cell,from_on,until_on,made_at,made_by";
    checklist_day: "school_id,checklist_id,student_id,day_on,done,marked_at,marked_by";
    note: "school_id,id,kind,channel,held_on,minutes,text_cell,own_words_cell,recorded_at,recorded_by,version,amended_at,amended_by,withdrawn_at,withdrawn_by,withdrawn_why_cell,fields_cell,reached";
    note_student: "school_id,student_id,held_on,note_id";
    note_version: "school_id,note_id,version,id,kind,channel,held_on,minutes,text_cell,own_words_cell,written_at,written_by,why_cell";
    note_sealed: "school_id,note_id,text_cell,sealed_at,sealed_by";
    note_reader: "school_id,note_id,staff_id,named_at,named_by";
    follow_up: "school_id,id,note_id,student_id,owner_id,due_on,text_cell,done_on,done_by";
    danger: "school_id,id,note_id,part,found_cell,found_at,found_by";
    danger_answer: "school_id,id,danger_id,verdict,text_cell,answered_at,answered_by";
    health: "school_id,id,student_id,kind,on_day,fields_cell,recorded_at,recorded_by";
    duty_rule: "school_id,id,name_key,category,who,act,times,per,from_on,made_at,made_by";
    excuse: "school_id,id,student_id,rule_id,staff_id,from_on,until_on,reason,note_cell,made_at,made_by";
    spot_check: "school_id,id,name,strata,size,seed_from,frame_sha256,frozen_on,frozen_at,frozen_by,due_on,seed,drawn_at,drawn_by";
    spot_check_case: "school_id,check_id,case_id,student_id,stratum,weight,place";
    spot_finding: "school_id,id,check_id,case_id,student_id,facts,own_words,follow_up,plan_fits,words_cell,asks,due_on,looked_on,looked_at,looked_by,answer_cell,answered_on,answered_by,settled_on";
    review: "school_id,id,month,place,held_on,chair_id,begun_at,begun_by";
    review_present: "school_id,review_id,staff_id";
    review_finish: "school_id,id,review_id,finished_on,finished_at,finished_by";
    review_decision: "school_id,id,review_id,case_id,student_id,proposal,decision,decided_at,decided_by";
    review_kept: "school_id,id,finish_id,review_id,case_id,student_id,seat,kept_cell";
    dropout: "school_id,id,student_id,left_on,reason,words_cell,whereabouts_cell,begun_at,begun_by,ended_on,ending,placement,ground_cell,ended_at,ended_by";
    legal_aid: "school_id,id,student_id,asked_on,matter_cell,place_cell,written_at,written_by,answer,answered_on,answer_cell,answered_at,answered_by";
    bureau_table: "school_id,id,name,sheet,first_row,columns,category,file_cell,made_at,made_by";
    template: "school_id,id,name,made_at,made_by";
    template_version: "school_id,id,template_id,number,shape,uses,file_cell,added_at,added_by";
    commendation_round: "school_id,id,name,from_on,until_on,criteria,begun_at,begun_by";
    commendation: "school_id,id,round_id,staff_id,words,given_on,given_at,given_by";
    exemplary_case: "school_id,id,case_id,student_id,title_cell,text_cell,child_consent_cell,family_consent_cell,version,written_on,written_at,written_by";
    exemplary_confirmation: "school_id,id,exemplary_id,version,title,text,role,confirmed_on,confirmed_at,confirmed_by";
    event: "school_id,id,at,actor_id,name,subject_id,student_id,label,after_cell";
}
