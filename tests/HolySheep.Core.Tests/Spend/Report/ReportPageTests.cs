using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Usage;
using Xunit;

namespace HolySheep.Spend.Report;

public sealed class ReportPageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_figure_of_the_page_is_the_ledgers(int seed)
    {
        using var home = new ReportHome(LedgerHome.Budget(5));
        await home.BookManyAsync(seed, 300);
        var page = home.Page();
        UsageReport Usage(params UsageGroup[] groups) => home.Client.GetUsage(home.Query with { GroupBy = groups });

        var total = Usage().Total;
        Assert.Equal(
            [total.Cost, total.Calls, total.Attempts, total.Failed, total.Fallbacks, total.PromptTokens, total.CompletionTokens],
            page.Descendants("dl").Single().Descendants("data").Select(ReportHome.Value));
        Assert.Equal([total.Reused, total.SavedByReuse], NoteOf(page, "used again").Descendants("data").Select(ReportHome.Value));
        Same([.. Usage(UsageGroup.Model).Rows.Where(row => row.Reused > 0).OrderByDescending(row => row.SavedByReuse)], row => row.Model!, Reused, ReportHome.Rows(page, "reused"));
        Same([total], _ => "All", Reused, ReportHome.Rows(page, "reused", "tfoot"));
        var days = Usage(UsageGroup.Day).Rows;
        Same(days, row => row.Day!.Value.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture), Spent, ReportHome.Rows(page, "by-day"));
        Same([total], _ => "All days", Spent, ReportHome.Rows(page, "by-day", "tfoot"));
        Same(Usage(UsageGroup.Model).Rows, row => row.Model!, Spent, ReportHome.Rows(page, "by-model"));
        Same([total], _ => "All", Spent, ReportHome.Rows(page, "by-model", "tfoot"));
        Same(Usage(UsageGroup.Tag).Rows, row => row.Tag is { Length: > 0 } tag ? tag : "without a tag", Spent, ReportHome.Rows(page, "by-tag"));
        var jobs = Usage(UsageGroup.Job).Rows.Where(row => row.Job!.Length > 0).Take(10).ToList();
        Same(jobs, row => row.Job!, Spent, ReportHome.Rows(page, "by-job"));
        var rest = ReportHome.Rows(page, "by-job", "tfoot");
        Assert.Equal(Spent(total), rest[0].Figures.Select((figure, column) => figure + jobs.Sum(job => Spent(job)[column])));
        Assert.Equal(Spent(total), rest[1].Figures);
        Same(Usage(UsageGroup.Model).Rows, row => row.Model!, Compared, ReportHome.Rows(page, "savings"));
        Same([total], _ => "All", Compared, ReportHome.Rows(page, "savings", "tfoot"));
        Same([.. days.Where(day => day.Failed + day.Fallbacks > 0)], row => row.Day!.Value.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture), Trouble, ReportHome.Rows(page, "trouble"));
        Same([total], _ => "All days", Trouble, ReportHome.Rows(page, "trouble", "tfoot"));
        var budget = home.Client.GetBudgets().Single();
        Assert.Equal([("daily", [budget.Spent, 5m, budget.Left])], ReportHome.Rows(page, "budgets").Select(row => (row.Name, row.Figures.ToArray())));
    }

    [Fact]
    public async Task A_shown_figure_is_its_value_and_never_0_for_a_small_one()
    {
        using var home = new ReportHome();
        await home.BookManyAsync(3, 60);
        await home.BookAsync(home.Query.From!.Value, 0.0000000004m, model: "tiny");
        foreach (var data in home.Page().Descendants("data"))
        {
            var shown = decimal.Parse(data.Value.Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture);
            var digits = data.Value.Contains('.', StringComparison.Ordinal) ? data.Value.Split('.')[1].Length : 0;
            Assert.Equal(decimal.Round(ReportHome.Value(data), digits, MidpointRounding.AwayFromZero), shown);
            Assert.Equal(ReportHome.Value(data) == 0, shown == 0);
        }
    }

    [Fact]
    public async Task Machines_have_a_section_once_there_are_several()
    {
        using var home = new ReportHome();
        await home.BookAsync(home.Query.From!.Value, 0.5m);
        Assert.DoesNotContain("by-machine", home.Text(), StringComparison.Ordinal);

        home.SwitchTo("web-2");
        await home.BookAsync(home.Query.From!.Value, 0.25m);
        await home.BookAsync(home.Query.From!.Value, 1m);
        var page = home.Page();

        Assert.Equal([("web-2", 1.25m, 2m), ("web-1", 0.5m, 1m)], ReportHome.Rows(page, "by-machine").Select(row => (row.Name, row.Figures[0], row.Figures[1])));
        Assert.Equal([1.75m, 3m], ReportHome.Rows(page, "by-machine", "tfoot").Single().Figures.Take(2));
    }

    [Fact]
    public async Task A_name_is_text_whatever_is_in_it_and_the_page_runs_and_fetches_nothing()
    {
        using var home = new ReportHome();
        await home.BookAsync(home.Query.From!.Value, 1, model: "<img src=x onerror=alert(1)>", job: "a&b \"c\" \u0000\u001b\ud800", tags: "kind=<script>alert(1)</script>");
        var text = home.Text();
        var page = ReportHome.Parse(text);

        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", text.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["kind=<script>alert(1)</script>"], ReportHome.Rows(page, "by-tag").Select(row => row.Name));
        Assert.Equal(["a&b \"c\" \ufffd\ufffd\ufffd"], ReportHome.Rows(page, "by-job").Select(row => row.Name));
        Assert.Equal(["<img src=x onerror=alert(1)>"], ReportHome.Rows(page, "by-model").Select(row => row.Name));
        Assert.Contains("default-src 'none'", page.Descendants("meta").Select(meta => meta.Attribute("content")?.Value ?? "").Single(content => content.Contains("src", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_drawing_says_what_it_shows_or_is_beside_figures_that_do()
    {
        using var home = new ReportHome();
        await home.BookManyAsync(4, 80);
        var page = home.Page();
        var drawings = page.Descendants("svg").ToList();

        Assert.All(drawings, drawing => Assert.True(drawing.Attribute("aria-hidden")?.Value == "true" || (drawing.Attribute("role")?.Value == "img" && drawing.Element("title")!.Value.Length > 0 && drawing.Element("desc")!.Value.Length > 0)));
        Assert.Equal(2, drawings.Count(drawing => drawing.Attribute("role") is not null));
        Assert.All(page.Descendants("thead").Descendants("th"), header => Assert.Equal("col", header.Attribute("scope")?.Value));
        Assert.All(page.Descendants("tr").Where(row => row.Parent!.Name != "thead" && row.Attribute("class")?.Value != "more"), row => Assert.Equal("row", row.Element("th")?.Attribute("scope")?.Value));
        var ids = page.Descendants().Where(element => element.Name != "pattern").Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void A_time_without_calls_says_that_nothing_was_spent()
    {
        using var home = new ReportHome(LedgerHome.Budget(5));
        var page = home.Page();

        Assert.Contains("Nothing was spent.", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants("svg"), drawing => drawing.Attribute("role") is not null);
        Assert.Equal("daily", Assert.Single(ReportHome.Rows(page, "budgets")).Name);
    }

    [Fact]
    public async Task Reused_answers_are_mentioned_only_if_there_are_some_and_without_an_amount_if_none_is_known()
    {
        using var home = new ReportHome();
        await home.BookAsync(home.Query.From!.Value, 1);
        var without = home.Page();
        await home.BookReusedAsync(home.Query.From!.Value, 1, 0);
        var unknown = home.Page();
        await home.BookReusedAsync(home.Query.From!.Value, 1_233, 4.5m);
        var known = home.Page();

        Assert.DoesNotContain("used again", without.Value, StringComparison.Ordinal);
        Assert.Equal("1 answer was used again by CSV jobs in place of a call.", NoteOf(unknown, "used again").Value);
        Assert.Equal("1,234 answers were used again by CSV jobs in place of a call: 4.50 USD saved, which is not part of what was spent.", NoteOf(known, "used again").Value);
        Assert.Equal(without.Descendants("dl").Single().ToString(), known.Descendants("dl").Single().ToString());
    }

    [Fact]
    public async Task A_period_in_which_answers_were_only_reused_says_so()
    {
        using var home = new ReportHome();
        await home.BookReusedAsync(home.Query.From!.Value, 50_000, 12.5m, job: "nightly");
        var page = home.Page();

        Assert.Contains("Nothing was spent.", page.Value, StringComparison.Ordinal);
        Assert.Equal([("gpt-4.1", [50_000m, 12.5m])], ReportHome.Rows(page, "reused").Select(row => (row.Name, row.Figures.ToArray())));
    }

    [Fact]
    public async Task A_day_that_stands_out_is_named_with_what_grew()
    {
        using var home = new ReportHome();
        for (var day = 0; day < 21; day++)
        {
            await home.BookAsync(home.Query.From!.Value.AddDays(day).AddHours(2), day == 20 ? 44 : 10, job: "nightly", usage: new Chat.ChatUsage { PromptTokens = day == 20 ? 4400 : 1000 });
        }

        var anomaly = Assert.Single(home.Client.FindUsageAnomalies(home.Query));
        var table = Find(home.Page(), "anomalies").Element("tbody")!;
        var row = table.Element("tr")!;
        Assert.StartsWith("2026-11-21 Sat", row.Element("th")!.Value, StringComparison.Ordinal);
        Assert.Equal([anomaly.Cost, anomaly.Usual], row.Descendants("data").Select(ReportHome.Value));
        Assert.Contains("job nightly: 44.00, usually 10.00", table.Value, StringComparison.Ordinal);
        Assert.Contains("× 4.4", row.Value, StringComparison.Ordinal);
    }

    private static XElement Find(XElement page, string id) => ReportHome.Find(page, id);

    private static decimal[] Spent(UsageRow row) => [row.Cost, row.Calls, row.PromptTokens, row.CompletionTokens];

    private static XElement NoteOf(XElement page, string words) =>
        Assert.Single(page.Element("body")!.Element("main")!.Elements("p"), note => note.Value.Contains(words, StringComparison.Ordinal));

    private static decimal[] Reused(UsageRow row) => [row.Reused, row.SavedByReuse];

    private static decimal[] Compared(UsageRow row) => [row.Cost, row.ComparedCost!.Value, row.Savings!.Value];

    private static decimal[] Trouble(UsageRow row) => [row.Failed, row.Fallbacks, row.Attempts];

    private static void Same(IReadOnlyList<UsageRow> rows, Func<UsageRow, string> nameOf, Func<UsageRow, decimal[]> figures, IReadOnlyList<(string Name, IReadOnlyList<decimal> Figures)> shown)
    {
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Select(nameOf), shown.Select(row => row.Name));
        Assert.All(rows.Zip(shown), pair => Assert.Equal(figures(pair.First), pair.Second.Figures));
    }
}
