using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Pricing;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Ledger;

/// <summary>Processes that spend together: each call costs 0.01 USD, and is estimated at it.</summary>
internal sealed class SpendingProcesses : IAsyncDisposable
{
    public const decimal Price = 0.01m;
    private readonly TempHome _home = new();

    public SpendingProcesses(decimal? limit, bool keepTexts = false)
    {
        Configure(limit, keepTexts);
        Provider.OnAny().Answer(Reply.Text("yes").WithUsage(7, 10));
    }

    public ScriptedProvider Provider { get; } = new("one");

    public string Folder => _home.Folder;

    public IReadOnlyList<BookedRow> Rows => BookedRow.In(Folder);

    /// <summary>Sets the budget of the processes that begin from now on; null means none.</summary>
    public void Configure(decimal? limit, bool keepTexts = false)
    {
        var budgets = limit is null ? "{}" : FormattableString.Invariant($$"""{ "shared": { "limit": {{limit}}, "period": "month" } }""");
        _home.WriteConfig(
            $$"""
            {
              "providers": { "one": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } },
              "models": { "alpha": { "targets": [ "one/alpha" ], "price": { "input": 0, "output": 1000 } } },
              "budgets": {{budgets}},
              "ledger": { "keepTexts": {{(keepTexts ? "true" : "false")}} },
              "defaults": { "model": "alpha" }
            }
            """);
    }

    /// <summary>A process that makes calls.</summary>
    public ChildOptions Process(int calls, int atOnce) => new("dotnet", Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll"), "spend", $"{calls}", $"{atOnce}")
    {
        // What a short process compiles twice is lost.
        Environment = new Dictionary<string, string>(_home.Variables) { ["DOTNET_TieredPGO"] = "0" },
    };

    /// <summary>A client of the same home in this process.</summary>
    public HolySheepClient Client(TimeProvider? clock = null) => new(new HolySheepClientOptions
    {
        Configuration = new ConfigurationFile(null, _home.Environment).Read(),
        Environment = _home.Environment,
        StateFolder = Folder,
        TimeProvider = clock ?? TimeProvider.System,
    });

    public static ChatRequest Question() => new() { Messages = [ChatMessage.User($"call-{Guid.NewGuid():N}")], MaxTokens = 10 };

    /// <summary>The sum of a query over the file; 0 if it has no rows.</summary>
    public decimal Sum(string sql)
    {
        using var database = LedgerFile.In(Folder).Open(TimeProvider.System, out _);
        LogRows.WriteAfterImport(database, LedgerFile.In(Folder), Assert.Fail, _ => true);
        return UsdAmount.FromUnits(database.Read(session => (long?)session.Scalar(sql)) ?? 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        _home.Dispose();
    }
}
