using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Csv.Guard;

/// <summary>Refuses a job whose files conflict with each other or with files that it did not create. Runs before any call and before anything is written.</summary>
internal static class JobFileGuard
{
    private const string AnotherOutput = "Give another output: the job's other files are named after the output.";

    /// <param name="paths">The output and the job's other files.</param>
    /// <param name="input">The input.</param>
    /// <param name="read">Other files that the job reads or depends on: a description, and the path.</param>
    /// <exception cref="HolySheepException">Two of them are the same file, or an existing file does not belong to this job.</exception>
    public static void Check(JobPaths paths, string input, IEnumerable<(string What, string Path)> read)
    {
        CheckKind(paths, input);
        CheckRead(paths, [("the input", input), .. read]);

        // The run that takes the lock checks the lock file, because another run may be writing it now.
        foreach (var (what, path) in BesideOutput(paths).Where(beside => beside.Path != paths.Lock))
        {
            if (FindForeign(paths, what, path) is { } fault)
            {
                throw fault;
            }
        }

        var rival = paths.Rivals.FirstOrDefault(ByProduct.HasJob);
        if (rival is not null)
        {
            throw Fault($"The job of the output {rival} and this job would write the same file.", AnotherOutput);
        }
    }

    /// <summary>The error if a file must be neither replaced nor deleted because no run of this job wrote it; null if it does not exist or belongs to this job.</summary>
    /// <param name="paths">The files of the job.</param>
    /// <param name="what">A description of what the job writes there.</param>
    /// <param name="path">The file.</param>
    public static HolySheepException? FindForeign(JobPaths paths, string what, string path)
    {
        if (ByProduct.HasJob(path))
        {
            return Fault($"{path}, where this job writes {what}, is the output of another job.", AnotherOutput);
        }

        return (File.Exists(path) || Directory.Exists(path)) && !IsOwn(paths, path)
            ? Fault($"{path}, where this job writes {what}, already exists and was not written by this job.", "Move it away or rename it, or give another output.")
            : null;
    }

    private static void CheckKind(JobPaths paths, string input)
    {
        if (Path.GetFileName(paths.Out) is "-" or "")
        {
            throw Fault($"The output {paths.Out} is not a file: a job writes its output in one step when all rows are done.", "Give the path of a file.");
        }

        if (Directory.Exists(paths.Out))
        {
            throw Fault($"The output {paths.Out} is a folder.", "Give the path of a file.");
        }

        if (FileIdentity.IsSpecial(paths.Out))
        {
            throw Fault($"The output {paths.Out} is a device or a pipe: a job writes its output in one step when all rows are done.", "Give the path of a file.");
        }

        if (paths.Page is { } page)
        {
            CheckPage(page);
        }

        if (FileIdentity.IsSpecial(input))
        {
            throw Fault($"The input {input} is a device or a pipe: a job reads its input several times.", "Write it to a file first, and give that file.");
        }
    }

    private static void CheckPage(string page)
    {
        if (Path.GetFileName(page) is "-" or "" || Directory.Exists(page) || FileIdentity.IsSpecial(page))
        {
            throw Fault($"The report page {page} is not a file.", "Give the path of a file.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(page)))
        {
            throw Fault($"The folder of the report page {page} does not exist.", "Create it, or give another path.");
        }
    }

    private static void CheckRead(JobPaths paths, IReadOnlyList<(string What, string Path)> read)
    {
        foreach (var (what, path) in read)
        {
            if (FileIdentity.AreSame(paths.Out, path))
            {
                throw Fault(what == "the input" ? "The output is the input itself." : $"The output {paths.Out} is {what}.", "Give another output.");
            }

            var (written, place) = BesideOutput(paths).FirstOrDefault(beside => FileIdentity.AreSame(beside.Path, path));
            if (place is not null)
            {
                throw Fault($"The job would write {written} to {place}, which is {what}.", AnotherOutput);
            }
        }

        var doubled = BesideOutput(paths).FirstOrDefault(beside => FileIdentity.AreSame(beside.Path, paths.Out));
        if (doubled.Path is not null)
        {
            throw Fault($"The job would write {doubled.What} to {doubled.Path}, which is the output.", AnotherOutput);
        }

        if (paths.Page is { } page && BesideOutput(paths).FirstOrDefault(beside => beside.What != JobPaths.NameOfPage && FileIdentity.AreSame(beside.Path, page)) is { Path: not null } shared)
        {
            throw Fault($"The job would write {shared.What} and {JobPaths.NameOfPage} to {page}.", "Give another path for the page.");
        }
    }

    private static IReadOnlyList<(string What, string Path)> BesideOutput(JobPaths paths) =>
    [
        ("its answers", paths.Journal), ("its failed rows", paths.Errors), ("its report", paths.Report), ("its lock", paths.Lock),
        .. paths.Page is { } page ? ((string, string)[])[(JobPaths.NameOfPage, page)] : [],
    ];

    private static bool IsOwn(JobPaths paths, string path) =>
        path == paths.Journal ? ByProduct.IsJournal(path) && !ByProduct.LeadsToAnotherJournal(path)
        : path == paths.Errors ? ByProduct.IsFailedRows(path)
        : path == paths.Report ? ByProduct.IsReport(path, paths.Out)
        : ByProduct.IsPage(path);

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
