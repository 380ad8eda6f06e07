using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Files;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace HolySheep.Csv.Guard;

/// <summary>Random jobs in random folders: whatever is refused or done, no file of others changes a byte.</summary>
public class UntouchedFilesTests(ITestOutputHelper output)
{
    private const int Folders = 400;
    private const int JobsPerFolder = 3;

    private static readonly string[] Names =
    [
        "in.csv", "out.csv", "out", "out.tsv", "OUT.CSV", "out.errors.csv", "out.report.json", "out.csv.journal", "out.csv.lock", "out.csv.tmp", "out.csv.journal.tmp", "out.csv.journal.reserve",
        "out.errors.csv.tmp", "out.errors.errors.csv", "out.errors.csv.journal", "out.tsv.errors.csv", "out.tsv.journal", "out.journal", "out.lock", "out.report.json.tmp", "schema.json",
        "out.csv.0123456789abcdef0123456789abcdef.tmp", ".csv", "a b.csv",
    ];

    private static readonly string[] Contents =
    [
        "Id,Body\n1,a\n2,b\n", "Id,Body\n1,c\n", "", "\0\0\0\0", "x", "{}", "{\"job\":\"a\",\"out_path\":\"/x/other.csv\",\"exit_code\":0}", "HOLYSHEEP", "process 1 on x, since", "#TYPE X\n\"Body\"\n\"a\"\n",
        "Id,HolySheepLine,HolySheepError\n1,2,x\n",
    ];

    [Fact]
    public async Task No_file_that_is_not_the_output_or_its_by_product_changes_a_byte_in_seeded_random_jobs()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: links need a right there that a test has not.");
            return;
        }

        var seed = Environment.GetEnvironmentVariable("HOLYSHEEP_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"HOLYSHEEP_TEST_SEED={seed}");
        await using var stage = Stage.Alone(TimeProvider.System);
        var random = new Random(seed);
        stage.One.Handle(request => request.LastUserMessage!.GetHashCode(StringComparison.Ordinal) % 3 == 0 ? Reply.ContentFilter() : Reply.Text("fine"));
        var (done, refused) = (0, 0);
        for (var number = 0; number < Folders; number++)
        {
            using var folder = new JobFolder();
            Furnish(random, folder.Root);
            var made = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var job = 0; job < JobsPerFolder; job++)
            {
                var options = Options(random, folder, job);
                var before = Snapshot(folder.Root);
                try
                {
                    await folder.RunAsync(stage, options);
                    done++;
                }
                catch (HolySheepException exception) when (exception.Code is ErrorCode.ArgumentInvalid or ErrorCode.CsvInvalid or ErrorCode.FileUnusable)
                {
                    refused++;
                }

                var after = Snapshot(folder.Root);
                Check(folder.Root, before, after, made, options, $"seed {seed}, folder {number}, job {job}: {options.Path} to {options.OutPath}");
                foreach (var name in after.Keys.Except(before.Keys))
                {
                    made[name] = InRoot(folder.Root, options.OutPath);
                }
            }
        }

        output.WriteLine($"{done} jobs ran, {refused} were refused.");
        Assert.True(done > Folders / 4 && refused > Folders / 4, $"{done} jobs ran and {refused} were refused: one of them is hardly tested.");
    }

    [UnixTheory, InlineData(true), InlineData(false)]
    public async Task A_link_that_leads_to_the_journal_of_another_output_is_refused_and_stays(bool restart)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithRows(2);
        await folder.RunAsync(stage, options => options with { OutPath = Path.Combine(folder.Root, "other.csv") });
        File.CreateSymbolicLink(folder.Journal, "other.csv.journal");
        var before = Snapshot(folder.Root);
        await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, options => options with { Prompt = "Another {Body}", Restart = restart }));
        Assert.Equal(before, Snapshot(folder.Root));
    }

    [UnixFact]
    public async Task A_link_to_a_journal_elsewhere_stays_and_the_journal_is_started_over_there()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithRows(2);
        await folder.RunAsync(stage);
        File.Move(folder.Journal, Path.Combine(folder.Root, "elsewhere"));
        File.CreateSymbolicLink(folder.Journal, Path.Combine(folder.Root, "elsewhere"));
        await folder.RunAsync(stage, options => options with { Restart = true });
        Assert.Equal((4, Path.Combine(folder.Root, "elsewhere")), (stage.One.CallCount, new FileInfo(folder.Journal).LinkTarget));
        Assert.True(ByProduct.IsJournal(folder.Journal));
    }

    private static void Check(string root, Dictionary<string, string> before, Dictionary<string, string> after, Dictionary<string, string> made, CsvJobOptions options, string what)
    {
        var (named, place) = (InRoot(root, options.OutPath), InRoot(root, FinalTarget(options.OutPath)));
        foreach (var (name, content) in before)
        {
            var isOutput = name == place;
            var isOwn = made.TryGetValue(name, out var maker) && maker == named;
            Assert.True(isOutput || isOwn || (after.TryGetValue(name, out var now) && now == content), $"{name} changed or went: {what}");
        }

        Assert.DoesNotContain(after.Keys.Except(before.Keys).Where(name => name != place), name => name.EndsWith(".tmp", StringComparison.Ordinal) || name.EndsWith(".reserve", StringComparison.Ordinal) || name.EndsWith(".lock", StringComparison.Ordinal));
    }

    private static string FinalTarget(string path)
    {
        try
        {
            return OwnerFile.FinalTarget(path);
        }
        catch (IOException)
        {
            // A link that leads to itself.
            return path;
        }
    }

    // All folders that lead to a file are the one folder.
    private static string InRoot(string root, string path) => Path.Combine(root, Path.GetFileName(path));

    private static void Furnish(Random random, string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "sub"));
        if (random.Next(2) == 0)
        {
            Directory.CreateSymbolicLink(Path.Combine(root, "sub", "back"), root);
        }

        File.WriteAllText(Path.Combine(root, "in.csv"), Contents[0]);
        for (var file = random.Next(1, 8); file > 0; file--)
        {
            var path = Path.Combine(root, Pick(random, Names));
            if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
            {
                continue;
            }

            switch (random.Next(6))
            {
                case 0:
                    File.CreateSymbolicLink(path, Pick(random, Names));
                    break;
                case 1:
                    HolySheep.Files.UnixFileStatus.TryLink(Path.Combine(root, "in.csv"), path);
                    break;
                default:
                    File.WriteAllText(path, Pick(random, Contents));
                    break;
            }
        }
    }

    private static CsvJobOptions Options(Random random, JobFolder folder, int job)
    {
        var input = random.Next(3) == 0 ? Pick(random, Names) : "in.csv";
        var way = random.Next(4) switch { 0 => "sub/../", 1 when Directory.Exists(Path.Combine(folder.Root, "sub", "back")) => "sub/back/", _ => "" };
        return folder.Options("Say {Body}" + (random.Next(2) == 0 ? "" : $" {job}")) with
        {
            Path = Path.Combine(folder.Root, input),
            OutPath = Path.GetFullPath(Path.Combine(folder.Root, way + (random.Next(2) == 0 ? "out.csv" : Pick(random, Names)))),
            Restart = random.Next(3) == 0,
            NoMeta = random.Next(3) == 0,
            MaxErrors = random.Next(4) == 0 ? 0 : null,
            OutputColumn = random.Next(3) == 0 ? "Reply" : null,
            ReadFiles = random.Next(3) == 0 ? [Path.Combine(folder.Root, Pick(random, Names))] : [],
        };
    }

    /// <summary>Every file by its path without links, with its content; every link with where it leads.</summary>
    private static Dictionary<string, string> Snapshot(string root) => new DirectoryInfo(root).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 })
        .Where(entry => entry.LinkTarget is not null || entry is FileInfo)
        .ToDictionary(entry => entry.FullName, entry => entry.LinkTarget is { } target ? "-> " + target : Convert.ToHexString(File.ReadAllBytes(entry.FullName)), StringComparer.Ordinal);

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}
