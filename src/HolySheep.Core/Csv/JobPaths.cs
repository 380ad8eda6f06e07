using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Files;

namespace HolySheep.Csv;

/// <summary>The paths of a job's files.</summary>
/// <param name="Out">The output.</param>
internal sealed record JobPaths(string Out)
{
    /// <summary>The ending of a journal, after the whole name of its output.</summary>
    public const string JournalEnding = ".journal";

    /// <summary>What the page is called in messages.</summary>
    public const string NameOfPage = "its report page";

    private const string CsvEnding = ".csv";
    private const string LockEnding = ".lock";
    private const string ErrorsEnding = ".errors.csv";
    private const string ReportEnding = ".report.json";

    /// <summary>The report as a page; null if none is asked for.</summary>
    public string? Page { get; init; }

    /// <summary>The journal, which holds the answers.</summary>
    public string Journal => Out + JournalEnding;

    /// <summary>The lock that reserves the output for one run. It is next to the file that a link points to, so that two links to one file are one output.</summary>
    public string Lock => OwnerFile.FinalTarget(Out) + LockEnding;

    /// <summary>The failed rows.</summary>
    public string Errors => Stem + ErrorsEnding;

    /// <summary>The report.</summary>
    public string Report => Stem + ReportEnding;

    /// <summary>Outputs whose jobs would write to this output's path, or would have the same by-products.</summary>
    public IEnumerable<string> Rivals
    {
        get
        {
            var namesakes = Stem == Out ? [Out + CsvEnding] : Namesakes(Stem).Where(output => output != Out);
            return [.. namesakes, .. Before(JournalEnding), .. Before(LockEnding), .. Before(ErrorsEnding).SelectMany(Namesakes), .. Before(ReportEnding).SelectMany(Namesakes)];
        }
    }

    // answers.csv gives answers.errors.csv; other names keep their extension, so that answers.tsv has other by-products.
    private string Stem => Out.EndsWith(CsvEnding, StringComparison.Ordinal) && Path.GetFileName(Out).Length > CsvEnding.Length ? Out.Substring(0, Out.Length - CsvEnding.Length) : Out;

    /// <summary>The files that a killed run with a token leaves behind.</summary>
    public IEnumerable<string> TemporariesOf(string token)
    {
        foreach (var path in (string[])[Out, Errors, Report, Journal, .. Page is null ? (string[])[] : [Page]])
        {
            yield return ReplacementFile.TemporaryOf(path, token);
        }

        yield return ReserveOf(Journal, token);
    }

    private static IEnumerable<string> Namesakes(string stem) => stem.EndsWith(CsvEnding, StringComparison.Ordinal) ? [stem + CsvEnding] : [stem, stem + CsvEnding];

    private string[] Before(string ending) =>
        Out.Length > ending.Length && Out.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? [Out.Substring(0, Out.Length - ending.Length)] : [];

    /// <summary>The file of the requests of a batch, next to the journal.</summary>
    public string RequestsOf(string batch) => $"{Journal}.{batch}.jsonl";

    /// <summary>The file that reserves disk space for the end of a journal.</summary>
    public static string ReserveOf(string journal, string token) => $"{journal}.{token}.reserve";
}
