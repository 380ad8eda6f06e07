using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Usage;
using HolySheep.State.Sqlite.Engine;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Spend.Ledger;

/// <summary>A ledger on disk, with a clock that stands still and calls whose price is known.</summary>
internal sealed class LedgerHome : IDisposable
{
    private readonly TempHome _home = new();
    private readonly List<SqliteLedger> _ledgers = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The machine whose attempts the ledgers that are opened from now on book.</summary>
    public string Machine { get; set; } = "web-1";

    public List<string> Alerts { get; } = [];

    public string FilePath => Path.Combine(_home.Folder, "ledger.db");

    public LedgerFile File => LedgerFile.In(_home.Folder);

    public ILedgerRecords Records => new SqliteLedgerRecords(File, () => null, Time);

    public SqliteLedger Open(params BudgetOptions[] budgets)
    {
        var ledger = new SqliteLedger(File, new LedgerSettings { Writer = new LedgerWriterFacts("test", "1.0", null) { Machine = Machine }, Budgets = budgets, TimeProvider = Time, Alert = Post });
        _ledgers.Add(ledger);
        return ledger;
    }

    /// <summary>Reads what is booked; the model <c>elsewhere</c> has the given price.</summary>
    public LedgerReader Reader(ModelPrice? elsewhere = null, params BudgetOptions[] budgets)
    {
        var configuration = new HolySheepConfiguration
        {
            Providers = new Dictionary<string, ProviderOptions>(),
            Models = new Dictionary<string, ModelOptions> { ["elsewhere"] = new() { Price = elsewhere } },
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
            Budgets = budgets,
        };
        return new LedgerReader(Records, configuration, configuration.Catalog, Time);
    }

    /// <summary>An attempt whose estimate is a price for each of its prompt and expected tokens together.</summary>
    public LedgerEntry Entry(decimal? price = 0.01m, string provider = "backup", string model = "gpt-4.1", IReadOnlyDictionary<string, string>? tags = null, string? job = null) => new()
    {
        Call = LedgerCallId.New(Time.GetUtcNow()),
        Role = AttemptRole.Normal,
        StartedAt = Time.GetUtcNow(),
        ModelAsked = model,
        Model = model,
        ModelSent = model,
        Provider = provider,
        PromptTokens = 1,
        MaxTokens = 0,
        CostOf = usage => price * usage.TotalTokens,
        Tags = tags ?? new Dictionary<string, string>(),
        Job = job,
    };

    public LedgerSettlement Answer(decimal? cost, long output = 10) => new()
    {
        Outcome = OutcomeKind.Answered,
        At = Time.GetUtcNow(),
        Usage = new ChatUsage { PromptTokens = 1, CompletionTokens = output },
        Cost = cost,
        Status = 200,
    };

    public static BudgetOptions Budget(decimal limit, BudgetAction action = BudgetAction.Stop, string scope = "all", string name = "daily") => new()
    {
        Name = name,
        Limit = limit,
        Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day, TimeZone = TimeZoneInfo.Utc },
        Action = action,
        Scope = BudgetScope.Parse(scope)!,
        Chain = action == BudgetAction.Downgrade ? ["gpt-4.1-nano"] : [],
    };

    /// <summary>Lets results that wait for the next line of their log be written.</summary>
    public void WriteResults() => Time.Advance(AttemptLog.LongestWait);

    /// <summary>Reads a column of all attempts, by row.</summary>
    public IReadOnlyList<T> Column<T>(string column)
    {
        using var database = Opened();
        return database.Read(session => session.Query($"SELECT {column} FROM attempts ORDER BY id", reader => reader.GetFieldValue<T>(0)));
    }

    public long Sum(string sql)
    {
        using var database = Opened();
        return (long)(database.Read(session => session.Scalar(sql)) ?? 0L);
    }

    // With all that lies in logs entered.
    private Database Opened()
    {
        var database = File.Open(Time, out _);
        LogRows.WriteAfterImport(database, File, Assert.Fail, _ => true);
        return database;
    }

    private Task<AlertDelivery> Post(BudgetAlert alert)
    {
        Alerts.Add(alert.Message);
        return Task.FromResult(AlertDelivery.Done);
    }

    public void Dispose()
    {
        _ledgers.ForEach(ledger => ledger.Dispose());
        _home.Dispose();
    }
}
