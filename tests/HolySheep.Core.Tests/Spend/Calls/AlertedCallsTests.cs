using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>What is told of a budget that is nearly spent: each call here costs 0.003 USD of 0.01.</summary>
public sealed class AlertedCallsTests : IAsyncLifetime
{
    private const string SecretPath = "T0SECRET/B0SECRET";
    private const string Alert = "The budget 'daily' has reached 90 %: 0.009 of 0.01 USD until 2026-01-02 00:00 +00:00.";
    private readonly TempHome _home = new();
    private readonly ScriptedProvider _hook = new("hook");
    private readonly WatchedClock _clock = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _home.Dispose();
        await _hook.DisposeAsync();
    }

    [Theory, Modes]
    public async Task At_eight_tenths_a_budget_tells_the_caller_and_the_webhook_once_a_period(CallMode mode)
    {
        _hook.Handle(_ => Reply.Json(200, "ok"));
        await using var stage = At(_hook.BaseUrl + "/" + SecretPath);

        var warnings = new List<string>();
        for (var call = 0; call < 5; call++)
        {
            warnings.AddRange((await stage.AskAsync(mode)).Result.Warnings.Where(warning => warning.Contains("reached", StringComparison.Ordinal)));
        }

        Assert.Equal([Alert], warnings);
        await _hook.WaitForCallAsync();
        var posted = Assert.Single(_hook.Requests);
        Assert.Equal(("POST", "/v1/" + SecretPath, "application/json; charset=utf-8"), (posted.Method, posted.Path, posted.Header("Content-Type")));
        var member = Assert.Single(posted.Json!.Value.EnumerateObject());
        Assert.Equal(("text", Alert), (member.Name, member.Value.GetString()));

        _clock.SetUtcNow(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        for (var call = 0; call < 3; call++)
        {
            await stage.AskAsync(mode);
        }

        await _hook.WaitForCallAsync(2);
        Assert.Equal(2, _hook.CallCount);
    }

    [Theory]
    [Modes("500"), Modes("closed"), Modes("429")]
    public async Task An_alert_whose_post_failed_is_repeated_as_the_hook_asks_and_arrives_once_with_the_next_call_at_the_latest(CallMode mode, string how)
    {
        var isBack = false;
        _hook.Handle(_ => isBack ? Reply.Json(200, "ok") : how switch
        {
            "500" => Reply.Status(500),
            "429" => Reply.Status(429).WithHeader("Retry-After", "2"),
            _ => Reply.CloseBeforeHeaders(),
        });
        TimeSpan[] waits = how == "429" ? [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)] : [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.6)];

        var warnings = new List<string>();
        await using (var stage = At(_hook.BaseUrl + "/" + SecretPath))
        {
            warnings.AddRange((await stage.AskAsync(mode)).Result.Warnings);
            warnings.AddRange((await stage.AskAsync(mode)).Result.Warnings);
            var asking = stage.AskAsync(mode);
            for (var wait = 0; wait < waits.Length; wait++)
            {
                await _clock.SetAsync(waits[wait], waits[0] == waits[1] ? wait + 1 : 1);
                _clock.Advance(waits[wait]);
            }

            warnings.AddRange((await asking).Result.Warnings);
            await _hook.WaitForCallAsync(3);
        }

        Assert.Equal(3, _hook.CallCount);
        isBack = true;
        await using (var stage = At(_hook.BaseUrl + "/" + SecretPath))
        {
            for (var call = 0; call < 3; call++)
            {
                warnings.AddRange((await stage.AskAsync(mode)).Result.Warnings);
            }
        }

        Assert.Equal(4, _hook.CallCount);
        Assert.Single(warnings, warning => warning.Contains("reached", StringComparison.Ordinal));
        Assert.Single(warnings, "An earlier post of the alert of the budget 'daily' was not delivered to 127.0.0.1; it is posted again now.");
    }

    [Theory, Modes("404"), Modes("redirect")]
    public async Task A_webhook_that_is_wrong_is_asked_once_and_fails_no_call(CallMode mode, string how)
    {
        _hook.Handle(_ => how == "404" ? Reply.Status(404) : Reply.Redirect(_hook.BaseUrl + "/elsewhere"));
        await using var stage = At(_hook.BaseUrl + "/" + SecretPath);

        var results = new List<Asked> { await stage.AskAsync(mode), await stage.AskAsync(mode), await stage.AskAsync(mode) };
        var warnings = results.SelectMany(asked => asked.Result.Warnings).ToList();
        Assert.Contains(Alert, warnings);
        Assert.Single(warnings, warning => warning.StartsWith("The alert of the budget 'daily' could not be posted to 127.0.0.1: ", StringComparison.Ordinal));
        Assert.All(warnings, warning => Assert.DoesNotContain("SECRET", warning, StringComparison.Ordinal));
        Assert.Equal(1, _hook.CallCount);
    }

    [Theory, Modes]
    public async Task A_webhook_that_is_slow_keeps_no_answer_waiting_and_gets_its_post_though_the_client_goes(CallMode mode)
    {
        var gate = new Gate();
        _hook.Handle(_ => Reply.Json(200, "ok").Hold(gate));
        await using (var stage = At(_hook.BaseUrl))
        {
            await stage.AskAsync(mode);
            await stage.AskAsync(mode);
            var asking = stage.AskAsync(mode);
            await _hook.WaitForCallAsync();
            await _clock.SetAsync(TimeSpan.FromSeconds(0.5));
            _clock.Advance(TimeSpan.FromSeconds(0.5));
            Assert.Contains(Alert, (await asking).Result.Warnings);
            gate.Open();
        }
    }

    private Stage At(string webhook)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = _clock, StateFolder = _home.Folder }
            .With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.01m, BudgetAction.Warn) with { Webhook = new Uri(webhook) }] });
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000));
        return stage;
    }
}
