using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Completers;

/// <summary>A session with the module, and a configuration whose providers must never be called.</summary>
public sealed class CompletionFixture : IAsyncLifetime
{
    private readonly ScriptedProvider _provider = new();

    internal TempHome Home { get; } = new();

    internal Session Session { get; } = Session.WithModule();

    public Task InitializeAsync()
    {
        Home.WriteConfig($$"""
            {
              "providers": {
                "backup": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": "none" },
                "in the attic": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": "none" }
              },
              "models": {
                "house-model": { "targets": [ "backup/big", "in the attic/small" ] },
                "it's mine": {}
              },
              "chains": { "gpt-4o": [ "house-model", "vendor/open-model" ] },
              "rules": [ { "name": "night", "when": { "between": "22:00-06:00" }, "model": "gpt-4o" } ],
              "budgets": { "nightly": { "limit": 1, "period": "day" } },
              "splits": { "gpt-4.1": { "to": [ { "model": "gpt-4o", "percent": 5 } ] } }
            }
            """);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(_provider.Requests);
        Session.Dispose();
        Home.Dispose();
        await _provider.DisposeAsync();
    }

    internal IList<CompletionResult> Complete(string typed)
    {
        using var shell = Session.Pipeline();
        return CommandCompletion.CompleteInput(typed, typed.Length, null, shell).CompletionMatches;
    }

    /// <summary>Completes with this configuration named right after the command.</summary>
    internal IList<CompletionResult> CompleteWith(string configPath, string typed) => Complete(typed.Insert(typed.IndexOf(' '), $" -ConfigPath '{configPath}'"));
}
