using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Stored prompts, as real processes set and use them.</summary>
public sealed class TemplatesTests : ProviderFixture
{
    public TemplatesTests() => Provider.OnAny().Answer(Reply.Text("a"));

    [Fact]
    public async Task A_template_gives_the_prompt_and_all_that_belongs_to_it_and_the_line_takes_precedence()
    {
        Assert.Equal(0, (await RunAsync("templates", "set", "translate", "To {language}: {}", "--system", "Be literal.", "--model", "gpt-4.1-mini", "--temperature", "0", "--max-tokens", "50")).ExitCode);

        await RunAsync("chat", "-t", "translate", "--var", "language=French", "Good {morning}");
        await RunAsync("chat", "--template", "Translate", "--var", "language=German", "Hello", "--model", "gpt-4.1", "--temperature", "1", "--system", "Be free.");

        var sent = Provider.Requests.Select(request => (request.LastUserMessage, request.Json!.Value.GetProperty("model").GetString(), request.Json!.Value.GetProperty("temperature").GetDouble())).ToList();
        Assert.Equal([("To French: Good {morning}", "gpt-4.1-mini", 0.0), ("To German: Hello", "gpt-4.1", 1.0)], sent);
        Assert.Equal(["Be literal.", "Be free."], Provider.Requests.Select(request => request.Json!.Value.GetProperty("messages")[0].GetProperty("content").GetString()));
    }

    [Fact]
    public async Task A_template_without_a_place_for_a_text_needs_none_and_one_with_it_reads_standard_input()
    {
        await RunAsync("templates", "set", "fixed", "Name a river.");
        await RunAsync("templates", "set", "summarise", "Summarise: {}");

        Assert.Equal(0, (await RunAsync("chat", "-t", "fixed")).ExitCode);
        var piped = await BuiltCommand.RunAsync(BuiltCommand.Options(Home, "chat", "-t", "summarise") with { Stdin = "a long report" });

        Assert.Equal(0, piped.ExitCode);
        Assert.Equal(["Name a river.", "Summarise: a long report"], Provider.Requests.Select(request => request.LastUserMessage));
    }

    [Theory]
    [InlineData("chat -t sumarise x", "There is no template 'sumarise'", "summarise")]
    [InlineData("chat -t reply x", "needs a value for {tone}", "--var tone=")]
    [InlineData("chat -t reply x --var tune=kind", "no placeholder {tune}", "tone")]
    [InlineData("chat x --var tone=kind", "no template was named", "--template")]
    public async Task A_line_that_does_not_fit_its_template_calls_nothing_and_says_what_to_give(string line, string message, string hint)
    {
        await RunAsync("templates", "set", "reply", "Reply {tone}: {}");
        await RunAsync("templates", "set", "summarise", "Summarise: {}");

        var (exitCode, _, stderr) = await RunAsync(line.Split(' '));

        Assert.Equal((2, 0), (exitCode, Provider.CallCount));
        Assert.Contains(message, stderr);
        Assert.Contains(hint, stderr);
    }

    [Fact]
    public async Task A_csv_job_takes_its_prompt_and_schema_from_a_template()
    {
        Provider.Handle(_ => Reply.Text("""{"Mood":"good"}"""));
        Home.WriteFile("mood.json", """{ "Mood": "good|bad" }""");
        Home.WriteFile("in.csv", "Body\ngreat\n");
        await RunAsync("templates", "set", "mood", "In {language}, the mood of: {Body}", "--schema", Path.Combine(Home.Folder, "mood.json"));

        var (exitCode, _, stderr) = await RunAsync("csv", Path.Combine(Home.Folder, "in.csv"), "--out", Path.Combine(Home.Folder, "out.csv"), "-t", "mood", "--var", "language=English", "--no-meta");

        Assert.True(exitCode == 0, stderr);
        Assert.Equal("In English, the mood of: great", Provider.Requests[0].LastUserMessage);
        Assert.Equal(["Body,Mood", "great,good"], File.ReadAllLines(Path.Combine(Home.Folder, "out.csv")));
        Assert.Contains("--prompt", (await RunAsync("csv", Path.Combine(Home.Folder, "in.csv"), "--out", Path.Combine(Home.Folder, "out2.csv"))).Stderr);
    }

    [Fact]
    public async Task Templates_are_listed_previewed_and_removed()
    {
        await RunAsync("templates", "set", "b", "B {}", "--stop", "END", "--stop", "FIN");
        Assert.Contains("Set the template c (prompt)", (await RunAsync("templates", "set", "c", "C", "--what-if")).Stdout);

        var listed = Assert.Single(JsonDocument.Parse((await RunAsync("templates", "list", "--json")).Stdout).RootElement.EnumerateArray());
        Assert.Equal(("b", "B {}", "[\"END\",\"FIN\"]"), (listed.GetProperty("name").GetString(), listed.GetProperty("prompt").GetString(), listed.GetProperty("stop").GetRawText()));
        Assert.Equal("b\t\tB {}\t\n", (await RunAsync("templates", "list")).Stdout);
        Assert.Equal(0, (await RunAsync("templates", "remove", "b")).ExitCode);
        Assert.Equal(2, (await RunAsync("templates", "remove", "b")).ExitCode);
    }
}
