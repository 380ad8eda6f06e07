using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Schema;
using Xunit;

namespace HolySheep.Csv;

public class AnswerColumnsTests
{
    private static readonly ChatJsonSchema Schema = AnswerSchema.Parse("""{"Mood":"good|bad","Score":"number?","Tags":"string[]"}""");

    [Fact]
    public void The_answer_stands_in_one_column_before_its_record()
    {
        var columns = new AnswerColumns();

        Assert.Equal(["Answer", "HolySheepModel", "HolySheepAttempts", "HolySheepCost", "HolySheepStatus", "HolySheepError"], columns.Names);
        Assert.Equal([(object?)"Fine.", "m2", 2, 0.25m, "ok", null], columns.ValuesOf(Result("Fine.")));
        Assert.Equal("Mood", new AnswerColumns("Mood").Names[0]);
    }

    [Fact]
    public void A_schema_gives_a_column_per_property()
    {
        var columns = new AnswerColumns(schema: Schema);

        Assert.Equal(["Mood", "Score", "Tags", "HolySheepModel"], new List<string>(columns.Names).GetRange(0, 4));
        Assert.Equal([(object?)"good", 1.5m, """["a","b"]""", "m2", 2, 0.25m, "ok", null],
            columns.ValuesOf(Result("""{"Mood":"good","Score":1.5,"Tags":["a","b"]}""")));
        Assert.Equal([(object?)"bad", null, null, "m2", 2, 0.25m, "ok", null], columns.ValuesOf(Result("""{"Mood":"bad","Score":null}""")));
    }

    [Fact]
    public void A_named_column_takes_the_whole_JSON()
    {
        var columns = new AnswerColumns("Json", Schema);
        Assert.Equal((object?)"""{"Mood":"good"}""", columns.ValuesOf(Result("""{"Mood":"good"}"""))[0]);
        Assert.Equal(6, columns.Names.Count);
    }

    [Fact]
    public void A_refusal_where_a_schema_was_asked_for_is_a_failed_row_that_cost_what_it_cost() =>
        Assert.Equal([(object?)null, null, null, "m2", 2, 0.25m, "error", "ContentRefused: The model declined to answer: No."],
            new AnswerColumns(schema: Schema).ValuesOf(Result("No.") with { Refusal = "No." }));

    [Fact]
    public void A_failure_keeps_its_code_its_attempts_and_its_cost()
    {
        var failure = new ChatException(ErrorCode.RateLimit, OutcomeKind.Throttled, "Too many.")
        {
            Attempts = [new ChatAttempt { Target = "a/b", Kind = OutcomeKind.Throttled }],
            Cost = 0.5m,
        };

        Assert.Equal([(object?)null, null, 1, 0.5m, "error", "RateLimit: Too many."], new AnswerColumns().ValuesOf(failure));
        Assert.Equal([(object?)null, null, 0, 0m, "error", "ArgumentInvalid: Empty."], new AnswerColumns().ValuesOf(new HolySheepException(ErrorCode.ArgumentInvalid, "Empty.")));
    }

    [Fact]
    public void A_column_of_the_users_own_is_never_replaced_unless_an_earlier_run_wrote_it()
    {
        var columns = new AnswerColumns();
        columns.CheckRow(["Id", "Body"]);
        columns.CheckRow(["Id", "Answer", "HolySheepStatus"]);

        Assert.Contains("'Answer'", Assert.Throws<HolySheepException>(() => columns.CheckRow(["Id", "answer"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HolySheepCost")]
    [InlineData("holysheepstatus")]
    public void Two_columns_of_one_name_are_refused(string name) => Assert.Throws<HolySheepException>(() => new AnswerColumns(name));

    private static ChatResult Result(string content) => new()
    {
        Content = content,
        Model = "m1",
        ModelUsed = "m2",
        Provider = "p",
        Attempts = [new ChatAttempt { Target = "p/m1", Kind = OutcomeKind.Transient }, new ChatAttempt { Target = "p/m2", Kind = OutcomeKind.Answered }],
        Usage = new ChatUsage(),
        Cost = 0.25m,
        Conversation = [],
    };
}
