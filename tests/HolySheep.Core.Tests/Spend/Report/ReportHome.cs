using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Usage;
using Xunit;

namespace HolySheep.Spend.Report;

/// <summary>A ledger with calls, a client over it, and the pages that it writes, parsed.</summary>
internal sealed class ReportHome : IDisposable
{
    private readonly LedgerHome _ledger = new();
    private SqliteLedger _writer;

    public ReportHome(params BudgetOptions[] budgets)
    {
        _writer = _ledger.Open();
        Client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = new ConfigurationFile(null, name => name == "HOLYSHEEP_HOME" ? Folder : null).Read() with { Budgets = budgets },
            StateFolder = Folder,
            TimeProvider = _ledger.Time,
        });
    }

    public HolySheepClient Client { get; }

    public string Folder => Path.GetDirectoryName(_ledger.FilePath)!;

    public UsageQuery Query { get; init; } = new() { From = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), CompareTo = "gpt-4.1" };

    public async Task BookAsync(
        DateTimeOffset at, decimal? cost, string model = "gpt-4.1", string? job = null, OutcomeKind outcome = OutcomeKind.Answered, bool fallback = false, ChatUsage? usage = null, params string[] tags)
    {
        var entry = _ledger.Entry(price: cost is null ? null : 0, model: model, job: job, tags: tags.ToDictionary(tag => tag.Split('=')[0], tag => tag.Split('=')[1])) with { StartedAt = at, IsFallback = fallback };
        await _writer.SettleAsync(await _writer.BeginAsync(entry), new LedgerSettlement { Outcome = outcome, At = at, Cost = cost, Usage = usage ?? new ChatUsage { PromptTokens = 10, CompletionTokens = 5 } });
    }

    /// <summary>Lets another machine book from now on.</summary>
    public void SwitchTo(string machine)
    {
        _ledger.Machine = machine;
        _writer = _ledger.Open();
    }

    /// <summary>Books answers that a CSV job used again.</summary>
    public async Task BookReusedAsync(DateTimeOffset at, long count, decimal saved, string model = "gpt-4.1", string? job = null) => Assert.Empty(await _writer.RecordReusedAsync(
    [
        new ReusedAnswers
        {
            At = at,
            ModelAsked = model,
            Model = model,
            ModelSent = model,
            Provider = "backup",
            Count = count,
            Saved = saved,
            Job = job,
        },
    ]));

    /// <summary>Calls of three weeks, of four models, three tags and a dozen jobs, some failed, some at unknown prices, and reused answers.</summary>
    public async Task BookManyAsync(int seed, int calls)
    {
        var random = new Random(seed);
        for (var call = 0; call < calls; call++)
        {
            var prompt = random.Next(1, 5000);
            var output = random.Next(0, 900);
            await BookAsync(
                Query.From!.Value.AddMinutes(random.Next(0, 21 * 24 * 60)),
                random.Next(40) == 0 ? null : random.Next(1, 1_000_000) / 1_000_000_000m,
                (string[])["gpt-4.1", "claude-sonnet-4.5", "gemini-2.5-flash", "deepseek-v3.2"] is var models ? models[random.Next(4)] : "",
                random.Next(3) == 0 ? null : "job " + random.Next(12).ToString(CultureInfo.InvariantCulture),
                random.Next(9) == 0 ? OutcomeKind.Transient : OutcomeKind.Answered, random.Next(12) == 0,
                new ChatUsage { PromptTokens = prompt, CachedTokens = random.Next(0, prompt), CompletionTokens = output, ReasoningTokens = random.Next(0, output + 1), Estimated = random.Next(20) == 0 },
                random.Next(4) switch { 0 => [], 1 => ["team=ops"], 2 => ["team=dev", "stage=test"], _ => ["kind=<script>alert(1)</script>"] });
        }

        for (var run = 0; run < 12; run++)
        {
            var model = run % 3 == 0 ? "gpt-4.1" : "deepseek-v3.2";
            await BookReusedAsync(Query.From!.Value.AddDays(run), random.Next(1, 5000), random.Next(1, 1_000_000) / 1_000_000_000m, model, run % 2 == 0 ? "job 1" : null);
        }
    }

    public string Text(UsageQuery? query = null) => File.ReadAllText(Client.ExportReport(Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".html"), query ?? Query));

    public XElement Page(UsageQuery? query = null) => Parse(Text(query));

    public static XElement Parse(string page) => XElement.Parse(page["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace);

    /// <summary>The rows of a table: the name, then the exact values behind its figures.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<decimal> Figures)> Rows(XElement page, string table, string part = "tbody") =>
        [.. Find(page, table).Element(part)!.Elements("tr").Where(row => row.Element("th") is not null).Select(row => (NameOf(row), (IReadOnlyList<decimal>)[.. row.Descendants("data").Select(Value)]))];

    public static XElement Find(XElement page, string id) => page.Descendants().Single(element => element.Attribute("id")?.Value == id);

    public static decimal Value(XElement data) => decimal.Parse(data.Attribute("value")!.Value, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Client.Dispose();
        _ledger.Dispose();
    }

    private static string NameOf(XElement row) => string.Concat(row.Element("th")!.Nodes().OfType<XText>().Select(text => text.Value).Concat(row.Element("th")!.Elements("i").Select(text => text.Value)));
}
