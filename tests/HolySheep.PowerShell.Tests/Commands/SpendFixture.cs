using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>A session whose calls are kept in a ledger, and a model <c>m</c> of which 1,000 prompt and 100 answer tokens cost 0.01 USD.</summary>
public abstract class SpendFixture : ChatFixture, IDisposable
{
    private protected const decimal CostOfCall = 0.01m;

    protected SpendFixture()
    {
        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", null);
        Environment.SetEnvironmentVariable("HOLYSHEEP_HOME", Home.Folder);
        Provider.OnAny().Answer(Reply.Text("a").WithUsage(1000, 100));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", "memory");
        Environment.SetEnvironmentVariable("HOLYSHEEP_HOME", IsolatedHome.Folder);
        GC.SuppressFinalize(this);
    }

    private protected void SetPrice() => Run("Set-HolySheepModel m -Price @{ input = 5; output = 50 } -Default -ConfigPath $config").ThrowOnError();

    private protected IReadOnlyList<string> Column(string name)
    {
        // Whoever asks for what was spent enters the logs in the ledger.
        Run("Get-HolySheepUsage -ConfigPath $config").ThrowOnError();
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(Home.Folder, "ledger.db")};Mode=ReadOnly;Pooling=False");
        ledger.Open();
        using var command = ledger.CreateCommand();
        command.CommandText = $"SELECT {name} FROM attempts ORDER BY id";
        using var reader = command.ExecuteReader();
        return [.. reader.Cast<System.Data.IDataRecord>().Select(row => row.GetString(0))];
    }
}
