using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Csv.Guard;

/// <summary>Refuses a job whose files are in each other's way, or in the way of files that it did not make: before any call, and before anything is written.</summary>
internal static class JobFileGuard
{
    private const string AnotherOutput = "Give another output: the files beside an output are named after it.";

    /// <param name="paths">The output and what lies beside it.</param>
    /// <param name="input">The input.</param>
    /// <param name="read">Other files that the job reads or lives from: what they are, and their paths.</param>
    /// <exception cref="HolySheepException">Two of them are one file, or a file that is there is not this job's.</exception>
    public static void Check(JobPaths paths, string input, IEnumerable<(string What, string Path)> read)
    {
        CheckKind(paths, input);
        CheckRead(paths, [("the input", input), .. read]);

        // The lock is looked at by the run that takes it: another may be writing it now.
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
            throw Fault($"The job of the output {rival} has a file that this job would write too.", AnotherOutput);
        }
    }

    /// <summary>Why a file must be neither replaced nor deleted: no run of this job made it; null if it does not exist or is this job's.</summary>
    /// <param name="paths">The files of the job.</param>
    /// <param name="what">What the job writes there.</param>
    /// <param name="path">The file.</param>
    public static HolySheepException? FindForeign(JobPaths paths, string what, string path)
    {
        if (ByProduct.HasJob(path))
        {
            return Fault($"{path}, where this job writes {what}, is the output of another job.", AnotherOutput);
        }

        return (File.Exists(path) || Directory.Exists(path)) && !IsOwn(paths, path)
            ? Fault($"{path}, where this job writes {what}, is there already and was not written by this job.", "Move it away or rename it, or give another output.")
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

        if (FileIdentity.IsSpecial(input))
        {
            throw Fault($"The input {input} is a device or a pipe: a job reads its input several times.", "Write it to a file first, and give that file.");
        }
    }

    private static void CheckRead(JobPaths paths, IReadOnlyList<(string What, string Path)> read)
    {
        foreach (var (what, path) in read)
        {
            if (FileIdentity.AreSame(paths.Out, path))
            {
                throw Fault(what == "the input" ? "The output is the input itself." : $"The output {paths.Out} is {what}.", "Give the output a name of its own.");
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
    }

    private static IReadOnlyList<(string What, string Path)> BesideOutput(JobPaths paths) =>
    [
        ("its answers", paths.Journal), ("its failed rows", paths.Errors), ("its report", paths.Report), ("its lock", paths.Lock),
    ];

    private static bool IsOwn(JobPaths paths, string path) =>
        path == paths.Journal ? ByProduct.IsJournal(path)
        : path == paths.Errors ? ByProduct.IsFailedRows(path)
        : ByProduct.IsReport(path, paths.Out);

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
