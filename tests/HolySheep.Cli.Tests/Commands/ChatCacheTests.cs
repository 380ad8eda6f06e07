using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Answers that are given again, over real processes that share them.</summary>
public sealed class ChatCacheTests : ProviderFixture
{
    [Fact]
    public async Task The_next_process_gets_the_kept_answer_and_force_asks_again()
    {
        Provider.OnAny().Answer(Reply.Text("first"), Reply.Text("second"));
        Assert.Equal(JsonValueKind.Null, (await JsonAsync("chat", "hi", "--cache", "1d", "--json")).GetProperty("cached_at").ValueKind);
        var kept = await JsonAsync("chat", "hi", "--cache", "1d", "--json");
        Assert.Equal(("first", 0m, 0), (kept.GetProperty("content").GetString(), kept.GetProperty("cost_usd").GetDecimal(), kept.GetProperty("attempt_count").GetInt32()));
        Assert.Equal(JsonValueKind.String, kept.GetProperty("cached_at").ValueKind);
        Assert.Equal("first\n", (await RunAsync("chat", "hi", "--cache", "1d", "--stream")).Stdout);
        Assert.Equal("second\n", (await RunAsync("chat", "hi", "--cache", "1d", "--force")).Stdout);
        Assert.Equal("second\n", (await RunAsync("chat", "hi", "--cache", "1d")).Stdout);
        Assert.Equal(2, Provider.CallCount);
    }

    [Fact]
    public async Task A_job_gives_its_rows_the_answers_of_another_job()
    {
        Provider.OnAny().Answer(Reply.Text("a"));
        Home.WriteFile("in.csv", "Id\n" + string.Concat(Enumerable.Range(1, 5).Select(row => row + "\n")));
        foreach (var name in (string[])["one.csv", "two.csv"])
        {
            Assert.Equal(0, (await RunAsync("csv", Path.Combine(Home.Folder, "in.csv"), "--out", Path.Combine(Home.Folder, name), "--prompt", "Say {Id}", "--cache", "1h")).ExitCode);
        }

        Assert.Equal(5, Provider.CallCount);
        Assert.Equal(File.ReadAllLines(Path.Combine(Home.Folder, "one.csv")).Length, File.ReadAllLines(Path.Combine(Home.Folder, "two.csv")).Length);
    }

    [Theory, InlineData("1"), InlineData("1 day"), InlineData("yes")]
    public async Task What_is_not_an_age_is_refused_in_words(string age)
    {
        var run = await RunAsync("chat", "hi", "--cache", age);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{age}' does not say how old a kept answer may be", run.Stderr);
        Assert.Contains("'1d'", run.Stderr);
        Assert.Equal(0, Provider.CallCount);
    }

    private async Task<JsonElement> JsonAsync(params string[] args) => JsonDocument.Parse((await RunAsync(args)).Stdout).RootElement;
}
