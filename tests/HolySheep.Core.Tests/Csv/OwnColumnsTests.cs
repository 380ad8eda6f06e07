using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>Files that a job wrote are given to a job again.</summary>
public class OwnColumnsTests
{
    private static readonly string[] FailedRowColumns = ["HolySheepLine", "HolySheepAttempts", "HolySheepError"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_failed_rows_are_an_input_whose_columns_are_replaced(bool noMeta)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput("Id,Body\n\n1,a\n2,b\n");
        var reply = Reply.ContentFilter();
        stage.One.Handle(_ => reply);
        Assert.Equal(8, (await folder.RunAsync(stage)).ExitCode);
        reply = Reply.Text("fine");

        var again = await folder.RunAsync(stage, options => options with { Path = folder.Errors, OutPath = Second(folder), NoMeta = noMeta });

        var records = JobFolder.Read(Second(folder));
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(records[0].Distinct(StringComparer.OrdinalIgnoreCase), records[0]);
        string[] expected = noMeta
            ? ["Id", "Body", "Answer"]
            : ["Id", "Body", .. FailedRowColumns, "Answer", "HolySheepModel", "HolySheepCost", "HolySheepStatus"];
        Assert.Equal(expected, records[0]);
        Assert.Equal(noMeta ? "1|a|fine" : "1|a|3|1|", string.Join('|', records[1].Take(noMeta ? 3 : 5)));
    }

    [Fact]
    public async Task Failed_rows_of_failed_rows_and_of_an_old_output_have_each_column_once_and_no_stale_answer()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithRows(2);
        var reply = Reply.Text("stale");
        stage.One.Handle(_ => reply);
        await folder.RunAsync(stage);
        reply = Reply.ContentFilter();

        var ofOutput = await folder.RunAsync(stage, options => options with { Path = folder.Out, OutPath = Second(folder), Prompt = "Again {Body}" });
        var ofFailed = await folder.RunAsync(stage, options => options with { Path = ofOutput.ErrorPath!, OutPath = Path.Combine(folder.Root, "third.csv"), Prompt = "Again {Body}" });

        Assert.Equal((8, 8), (ofOutput.ExitCode, ofFailed.ExitCode));
        foreach (var file in (string[])[ofOutput.ErrorPath!, ofFailed.ErrorPath!])
        {
            var records = JobFolder.Read(file);
            Assert.Equal(["Id", "Body", .. FailedRowColumns], records[0]);
            Assert.Equal(["1", "text 1", "2"], records[1].Take(3));
            Assert.DoesNotContain("stale", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_column_of_the_users_own_is_never_replaced_also_not_among_failed_rows()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput("Answer,Body,HolySheepLine,HolySheepAttempts,HolySheepError\nmine,a,2,1,x\n");

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage));

        Assert.Contains("already has a column 'Answer'", error.Message, StringComparison.Ordinal);
    }

    private static string Second(JobFolder folder) => Path.Combine(folder.Root, "second.csv");
}
