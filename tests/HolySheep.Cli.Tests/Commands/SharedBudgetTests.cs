using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Processes of one machine that spend from one budget at the same time.</summary>
public sealed class SharedBudgetTests
{
    // Each call costs exactly its estimate, so that the limit can be reached exactly and must not be exceeded.
    private const int Affordable = 100;
    private const decimal CostOfCall = 0.01m;
    private const int ClientsOfEach = 6;
    private const string Question = """{"model":"priced","max_tokens":10,"messages":[{"role":"user","content":"How high?"}]}""";

    [Fact]
    public async Task Two_gateways_and_a_job_spend_what_a_budget_has_and_not_a_call_more()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.Handle(_ => Reply.Text("330 m").WithUsage(prompt: 10, completion: 10));
        using var home = new TempHome($$"""
            {
              "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:ONE_KEY" } },
              "models": { "priced": { "targets": [ "one/priced" ], "price": { "input": 0, "output": 1000 } } },
              "budgets": { "everything": { "limit": 1.00, "period": "month", "action": "stop" } },
              "defaults": { "model": "priced" }
            }
            """).Set("ONE_KEY", KeyMarker.Value);
        using var folder = new TempFolder("csv");
        await File.WriteAllLinesAsync(folder["in.csv"], Enumerable.Range(1, 4 * Affordable).Select(row => $"{row},text {row}").Prepend("Id,Body"));
        await using var one = Start(home, "serve", "--listen", "127.0.0.1:0", "--no-token");
        await using var two = Start(home, "serve", "--listen", "127.0.0.1:0", "--no-token");
        var roots = new[] { await ServedGateway.ListeningAsync(one), await ServedGateway.ListeningAsync(two) };
        await using var job = Start(home, "csv", folder["in.csv"], "--out", folder["out.csv"], "--prompt", "Say {Body}", "--max-tokens", "10", "--throttle-limit", "8");
        await Task.WhenAll(roots.SelectMany(root => Enumerable.Range(0, ClientsOfEach).Select(_ => SpendAsync(root))));

        Assert.Equal(ExitCode.Budget, (await job.WaitAsync()).ExitCode);
        foreach (var gateway in new[] { one, two })
        {
            await ServedGateway.SignalAsync(gateway);
            Assert.Equal(ExitCode.Answered, (await gateway.WaitAsync()).ExitCode);
        }

        Assert.InRange(provider.CallCount, 1, Affordable);
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = new ConfigurationFile(home.ConfigPath, home.Environment).Read(),
            Environment = home.Environment,
            StateFolder = home.Folder,
        });
        Assert.Equal(provider.CallCount * CostOfCall, client.GetBudgets().Single().Spent);
        Assert.Equal(provider.CallCount, client.ListCalls(new CallQuery()).SelectMany(call => call.Attempts).Count());

        // Nothing of the money is held by those that have ended: what is left can be spent to the last call.
        while (provider.CallCount < Affordable)
        {
            await client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("How high?")], MaxTokens = 10 });
        }

        await Assert.ThrowsAnyAsync<HolySheepException>(() => client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("How high?")], MaxTokens = 10 }));
        Assert.Equal((Affordable, Affordable * CostOfCall), (provider.CallCount, client.GetBudgets().Single().Spent));
    }

    private static ChildProcess Start(TempHome home, params string[] arguments) => ChildProcess.Start(BuiltCommand.Options(home, arguments) with { Limit = TimeSpan.FromMinutes(10) });

    /// <summary>Asks until the budget refuses.</summary>
    private static async Task SpendAsync(string root)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        HttpStatusCode status;
        do
        {
            using var response = await http.PostAsync(root + "/v1/chat/completions", new StringContent(Question, Encoding.UTF8, "application/json"));
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.PaymentRequired, status);
    }
}
