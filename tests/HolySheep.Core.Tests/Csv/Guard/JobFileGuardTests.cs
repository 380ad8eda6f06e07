using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Guard;

/// <summary>The files of a job and the files of others.</summary>
public class JobFileGuardTests
{
    private const string Rows = "Id,Body\n1,a\n2,b\n";

    public static TheoryData<string> ByProducts => new()
    {
        "out.errors.csv", "out.report.json", "out.csv.journal", "out.csv.lock",
    };

    public static TheoryData<string, string> SameFiles => new()
    {
        { "in.csv", "in.csv" }, { "sub/../in.csv", "in.csv" }, { "link.csv", "in.csv" }, { "in.csv", "link.csv" }, { "hard.csv", "in.csv" }, { "in.csv", "hard.csv" },
        { "sub/back/in.csv", "in.csv" }, { "in.csv", "sub/back/in.csv" }, { "sub/back/link.csv", "hard.csv" },
    };

    [Theory]
    [MemberData(nameof(SameFiles))]
    public async Task An_output_that_is_the_input_by_another_way_is_refused(string input, string output)
    {
        using var folder = new JobFolder().WithInput(Rows);
        Directory.CreateDirectory(At(folder, "sub"));
        Directory.CreateSymbolicLink(At(folder, "sub/back"), folder.Root);
        File.CreateSymbolicLink(At(folder, "link.csv"), "in.csv");
        Assert.True(HolySheep.Files.UnixFileStatus.TryLink(folder.In, At(folder, "hard.csv")));

        await RefusesAsync(folder, input, output, "The output is the input itself.");

        Assert.Equal(Rows, File.ReadAllText(folder.In));
    }

    [Theory]
    [MemberData(nameof(ByProducts))]
    public async Task An_input_where_a_by_product_would_be_is_refused_and_stays(string name)
    {
        using var folder = new JobFolder();
        File.WriteAllText(At(folder, name), Rows);

        await RefusesAsync(folder, name, "out.csv", "which is the input");

        Assert.Equal(Rows, File.ReadAllText(At(folder, name)));
        Assert.Equal([name], folder.Made);
    }

    [Theory]
    [InlineData("out.csv.tmp"), InlineData("out.errors.csv.tmp"), InlineData("out.report.json.tmp"), InlineData("out.csv.journal.reserve"), InlineData("out.csv.journal.tmp")]
    public async Task A_file_called_like_a_temporary_one_is_an_input_like_any_other(string name)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder();
        File.WriteAllText(At(folder, name), Rows);

        var summary = await folder.RunAsync(stage, options => options with { Path = At(folder, name) });

        Assert.Equal((0, 2), (summary.ExitCode, summary.Succeeded));
        Assert.Equal(Rows, File.ReadAllText(At(folder, name)));
    }

    [Theory]
    [MemberData(nameof(ByProducts))]
    public async Task A_strangers_file_where_a_by_product_would_be_is_refused_and_stays_whatever_is_in_it(string name)
    {
        foreach (var content in (string[])["", Rows, "{\"job\":\"x\",\"out_path\":\"/elsewhere/other.csv\",\"exit_code\":0}", "process 1 on x", "HOLYSHEEP-CS", "HolySheepError"])
        {
            foreach (var restart in (bool[])[false, true])
            {
                using var folder = new JobFolder().WithInput(Rows);
                File.WriteAllText(At(folder, name), content);

                await RefusesAsync(folder, "in.csv", "out.csv", "was not written by this job", options => options with { Restart = restart });

                Assert.Equal(content, File.ReadAllText(At(folder, name)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(ByProducts))]
    public async Task A_link_or_a_folder_where_a_by_product_would_be_is_refused_and_what_it_leads_to_stays(string name)
    {
        foreach (var isFolder in (bool[])[false, true])
        {
            using var folder = new JobFolder().WithInput(Rows);
            File.WriteAllText(At(folder, "mine.txt"), Rows);
            _ = isFolder ? Directory.CreateDirectory(At(folder, name)) : File.CreateSymbolicLink(At(folder, name), "mine.txt");

            await RefusesAsync(folder, "in.csv", "out.csv", "");

            Assert.Equal(Rows, File.ReadAllText(At(folder, "mine.txt")));
            Assert.True(isFolder ? Directory.Exists(At(folder, name)) : new FileInfo(At(folder, name)).LinkTarget == "mine.txt");
        }
    }

    [Fact]
    public async Task By_products_of_the_same_output_are_recognised_and_replaced()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding()])
        {
            using var folder = new JobFolder().WithInput("Id;Body\n1;a\n", encoding);
            var reply = Reply.ContentFilter();
            stage.One.Handle(_ => reply);
            Assert.Equal(8, (await folder.RunAsync(stage)).ExitCode);
            Assert.True(File.Exists(folder.Errors));
            Assert.Equal(8, (await folder.RunAsync(stage)).ExitCode);
            reply = Reply.Text("fine");

            Assert.Equal(0, (await folder.RunAsync(stage, options => options with { Restart = true })).ExitCode);

            Assert.Equal(["out.csv", "out.csv.journal", "out.report.json"], folder.Made);
        }
    }

    [Theory]
    [InlineData("out.csv", "out")]
    [InlineData("out", "out.csv")]
    [InlineData("out.csv", "out.errors.csv")]
    [InlineData("out.errors.csv", "out.csv")]
    [InlineData("out.tsv", "out.tsv.report.json")]
    [InlineData("out.csv", "out.csv.journal")]
    public async Task Two_outputs_that_would_share_a_file_are_refused_for_the_second(string first, string second)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput(Rows);
        await folder.RunAsync(stage, options => options with { OutPath = At(folder, first) });
        var before = folder.Made.Select(name => File.ReadAllBytes(At(folder, name))).ToList();

        await RefusesAsync(folder, "in.csv", second, "job");

        Assert.Equal(before, folder.Made.Select(name => File.ReadAllBytes(At(folder, name))));
    }

    [Theory]
    [InlineData("out.errors.csv"), InlineData("out.report.json")]
    public async Task An_output_that_another_job_has_yet_to_write_is_no_place_for_a_by_product(string first)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput(Rows);
        await folder.RunAsync(stage, options => options with { OutPath = At(folder, first) });
        File.Delete(At(folder, first));

        await RefusesAsync(folder, "in.csv", "out.csv", $"{first}, where this job writes");

        Assert.True(ByProduct.IsJournal(At(folder, first + ".journal")));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Failed_rows_that_are_the_input_by_a_link_are_refused_and_stay(bool hard)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.ContentFilter());
        using var folder = new JobFolder().WithInput(Rows);
        Assert.Equal(8, (await folder.RunAsync(stage)).ExitCode);
        var rows = File.ReadAllText(folder.Errors);
        Assert.True(hard ? HolySheep.Files.UnixFileStatus.TryLink(folder.Errors, At(folder, "again.csv")) : File.CreateSymbolicLink(At(folder, "again.csv"), "out.errors.csv").Exists);

        await RefusesAsync(folder, "again.csv", "out.csv", "which is the input");

        Assert.Equal(rows, File.ReadAllText(folder.Errors));
    }

    [Theory]
    [InlineData("out.errors.csv", true), InlineData("out.errors.csv", false), InlineData("out.report.json", true), InlineData("out.report.json", false)]
    public async Task An_output_that_leads_to_its_own_by_product_is_refused(string name, bool exists)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.ContentFilter());
        using var folder = new JobFolder().WithInput(Rows);
        if (exists)
        {
            await folder.RunAsync(stage);
            File.Delete(folder.Out);
            File.Delete(folder.Journal);
        }

        File.CreateSymbolicLink(folder.Out, name);

        await RefusesAsync(folder, "in.csv", "out.csv", "which is the output");

        Assert.Equal((exists, name), (File.Exists(At(folder, name)), new FileInfo(folder.Out).LinkTarget));
    }

    [Fact]
    public async Task Outputs_that_differ_in_their_ending_alone_have_by_products_of_their_own()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.ContentFilter());
        using var folder = new JobFolder().WithInput(Rows);
        foreach (var name in (string[])["day.csv", "day.tsv", "day.txt"])
        {
            Assert.Equal(8, (await folder.RunAsync(stage, options => options with { OutPath = At(folder, name) })).ExitCode);
        }

        Assert.Equal(["day.errors.csv", "day.tsv.errors.csv", "day.txt.errors.csv"], folder.Made.Where(name => name.EndsWith(".errors.csv", StringComparison.Ordinal)));
        Assert.Equal(3, folder.Made.Count(name => name.EndsWith(".report.json", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("schema.json", "schema.json", "a file that the job reads")]
    [InlineData("out.errors.csv", "out.csv", "a file that the job reads")]
    public async Task A_file_that_was_read_for_the_job_is_never_written(string read, string output, string message)
    {
        using var folder = new JobFolder().WithInput(Rows);
        File.WriteAllText(At(folder, read), "{}");

        await RefusesAsync(folder, "in.csv", output, message, options => options with { ReadFiles = [At(folder, read)] });

        Assert.Equal("{}", File.ReadAllText(At(folder, read)));
    }

    [Theory]
    [InlineData("-"), InlineData("/dev/null"), InlineData("/dev/stdout"), InlineData("pipe"), InlineData("sub")]
    public async Task An_output_that_is_not_a_file_is_refused_and_stays_what_it_is(string output)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: devices have no paths on Windows.");
            return;
        }

        using var folder = new JobFolder().WithInput(Rows);
        Directory.CreateDirectory(At(folder, "sub"));
        File.CreateSymbolicLink(At(folder, "pipe"), "/dev/null");

        await RefusesAsync(folder, "in.csv", output, "The output ");

        Assert.False(HolySheep.Files.UnixFileStatus.Of("/dev/null")!.Value.IsRegular);
    }

    [Fact]
    public async Task An_input_that_can_be_read_once_alone_is_refused()
    {
        using var folder = new JobFolder();

        await RefusesAsync(folder, "/dev/null", "out.csv", "The input /dev/null is a device or a pipe");
    }

    [Fact]
    public async Task The_remains_of_a_killed_run_are_removed_by_the_next_run_and_nothing_else_is()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput(Rows);
        var (token, other) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        File.WriteAllText(folder.Out + ".lock", $"process 1 on night, since 2026-01-01 02:00:00 UTC ({token})");
        foreach (var run in (string[])[token, other])
        {
            foreach (var name in (string[])[$"out.csv.{run}.tmp", $"out.errors.csv.{run}.tmp", $"out.report.json.{run}.tmp", $"out.csv.journal.{run}.tmp", $"out.csv.journal.{run}.reserve"])
            {
                File.WriteAllText(At(folder, name), "half");
            }
        }

        Assert.Equal(0, (await folder.RunAsync(stage)).ExitCode);

        Assert.DoesNotContain(folder.Made, name => name.Contains(token, StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal));
        Assert.Equal(5, folder.Made.Count(name => name.Contains(other, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_output_in_a_folder_that_takes_no_files_is_unusable_and_not_held_by_another_run()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: /proc is of Linux.");
            return;
        }

        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput(Rows);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { OutPath = "/proc/x.csv" }));

        Assert.Equal((ErrorCode.FileUnusable, 2), (error.Code, ExitCode.Of(error.Code)));
        Assert.StartsWith("/proc/x.csv cannot be written: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_links_to_one_output_are_one_output_for_two_runs()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Echo.Hold(gate));
        using var folder = new JobFolder().WithInput(Rows);
        File.WriteAllText(At(folder, "real.csv"), "old");
        File.CreateSymbolicLink(At(folder, "link.csv"), "real.csv");
        var first = folder.RunAsync(stage, options => options with { OutPath = At(folder, "link.csv") });
        await stage.One.WaitForCallAsync();

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { OutPath = At(folder, "real.csv") }));
        gate.Open();

        Assert.Equal(ErrorCode.JobRunning, error.Code);
        Assert.Equal(0, (await first).ExitCode);
        Assert.Equal("real.csv", new FileInfo(At(folder, "link.csv")).LinkTarget);
        Assert.StartsWith("Id,Body,Answer", File.ReadAllText(At(folder, "real.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("600"), InlineData("664"), InlineData("640"), InlineData("604")]
    public async Task An_output_keeps_its_rights_and_its_new_by_products_are_no_more_open(string rights)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: rights are of Unix.");
            return;
        }

        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.ContentFilter());
        using var folder = new JobFolder().WithInput(Rows);
        var mode = (UnixFileMode)Convert.ToInt32(rights, 8);
        File.WriteAllText(At(folder, "real.csv"), "old");
        File.SetUnixFileMode(At(folder, "real.csv"), mode);
        File.CreateSymbolicLink(folder.Out, "real.csv");

        Assert.Equal(8, (await folder.RunAsync(stage)).ExitCode);

        foreach (var name in (string[])["real.csv", "out.errors.csv", "out.report.json"])
        {
            Assert.Equal((name, mode), (name, File.GetUnixFileMode(At(folder, name))));
        }

        Assert.Equal("real.csv", new FileInfo(folder.Out).LinkTarget);
    }

    [Fact]
    public async Task A_link_to_a_file_that_is_not_there_yet_makes_it()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithInput(Rows);
        Directory.CreateDirectory(At(folder, "sub"));
        File.CreateSymbolicLink(folder.Out, Path.Combine("sub", "day.csv"));

        Assert.Equal(0, (await folder.RunAsync(stage)).ExitCode);

        Assert.Equal(Path.Combine("sub", "day.csv"), new FileInfo(folder.Out).LinkTarget);
        Assert.Equal(["day.csv"], Directory.GetFiles(At(folder, "sub")).Select(path => Path.GetFileName(path)));
    }

    private static string At(JobFolder folder, string name) => Path.Combine(folder.Root, name);

    private static async Task RefusesAsync(JobFolder folder, string input, string output, string message, Func<CsvJobOptions, CsvJobOptions>? change = null)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var options = folder.Options() with { Path = At(folder, input), OutPath = At(folder, output) };

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, change?.Invoke(options) ?? options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 0), (ExitCode.Of(error.Code), stage.One.CallCount));
    }
}
