using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CsvHelper;
using CsvHelper.Configuration;
using HolySheep.Chat;
using HolySheep.Csv;
using HolySheep.TestKit;

namespace HolySheep.Harness;

/// <summary>A folder for the files of one CSV job, and how the job is run in it.</summary>
internal sealed class JobFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new("csv");

    public string Root => _folder.Path;

    public string In => Path.Combine(Root, "in.csv");

    public string Out => Path.Combine(Root, "out.csv");

    public string Journal => Out + ".journal";

    public string Errors => Path.Combine(Root, "out.errors.csv");

    public string Report => Path.Combine(Root, "out.report.json");

    public string Page => Path.Combine(Root, "out.html");

    /// <summary>Every file but the input, by name.</summary>
    public IReadOnlyList<string> Made => [.. Directory.GetFiles(Root).Select(path => Path.GetFileName(path)).Where(name => name != "in.csv").Order(StringComparer.Ordinal)];

    public JobFolder WithInput(string text, Encoding? encoding = null)
    {
        File.WriteAllText(In, text, encoding ?? new UTF8Encoding(false));
        return this;
    }

    /// <summary>Rows 1 to n: <c>Id,Body</c>, each body with its number.</summary>
    public JobFolder WithRows(int count) => WithInput("Id,Body\n" + string.Concat(Enumerable.Range(1, count).Select(id => $"{id},text {id}\n")));

    public CsvJobOptions Options(string prompt = "Say {Body}") => new() { Path = In, OutPath = Out, Prompt = prompt, Request = new ChatRequest { Messages = [] } };

    public Task<CsvJobSummary> RunAsync(Stage stage, CsvJobOptions? options = null, CancellationToken stop = default, CancellationToken cancel = default, Action<CsvJobProgress>? progress = null) =>
        new CsvJob(stage.Client, options ?? Options()).RunAsync(progress, stop, cancel).WaitAsync(Patience, CancellationToken.None);

    public Task<CsvJobSummary> RunAsync(Stage stage, Func<CsvJobOptions, CsvJobOptions> change) => RunAsync(stage, change(Options()));

    /// <summary>The records of a file, the header first, read by a reader of its own.</summary>
    public static List<string[]> Read(string path, string delimiter = ",", Encoding? encoding = null)
    {
        using var reader = new StreamReader(path, encoding ?? Encoding.UTF8);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter });
        var records = new List<string[]>();
        while (parser.Read())
        {
            records.Add(parser.Record!);
        }

        return records;
    }

    /// <summary>The cells of one column of the output.</summary>
    public IReadOnlyList<string> Column(string name)
    {
        var records = Read(Out);
        var index = Array.IndexOf(records[0], name);
        return [.. records.Skip(1).Select(record => record[index])];
    }

    public void Dispose() => _folder.Dispose();
}
