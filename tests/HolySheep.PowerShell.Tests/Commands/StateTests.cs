using System;
using System.IO;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>The cmdlets that look after the place of state, over the files of this machine.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class StateTests : SpendFixture
{
    [Fact]
    public void The_schema_is_created_once_it_is_confirmed()
    {
        Run("Update-HolySheepState -WhatIf -ConfigPath $config").ThrowOnError();
        Assert.False(File.Exists(Ledger));
        Assert.Equal([true], Run("$null -eq (Get-HolySheepState -ConfigPath $config).SchemaVersion").ThrowOnError().Values);

        Assert.Equal([true], Run("$m = Update-HolySheepState -PassThru -ConfigPath $config; $null -eq $m.From -and $m.To -gt 0").ThrowOnError().Values);
        Assert.Equal([true], Run("$s = Get-HolySheepState -ConfigPath $config; $s.Kind -eq 'Sqlite' -and $s.SchemaVersion -eq $s.NewestVersion").ThrowOnError().Values);
        Assert.Equal([false], Run("(Test-HolySheepState -ConfigPath $config).Succeeded -contains $false").ThrowOnError().Values);
    }

    [Fact]
    public void What_a_machine_that_is_gone_holds_is_released_once_it_is_confirmed()
    {
        Run("Update-HolySheepState -ConfigPath $config").ThrowOnError();
        Execute("INSERT INTO processes VALUES (7, 1, strftime('%s', 'now') * 1000, '1 1 boot web-07')");
        Execute("""
            INSERT INTO attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, estimate, amount, prompt_tokens, completion_tokens, estimated)
            VALUES (7, 'a', 0, 1, 0, 0, strftime('%s', 'now') * 1000, strftime('%s', 'now') / 900, 'm', 'm', 'm', 'local', '', 250000000000, 250000000000, 1, 1, 0)
            """);

        Assert.Equal(["web-07: 1 Calls"], Run("(Get-HolySheepState -ConfigPath $config).Held | % { \"$_\" }").ThrowOnError().Values);
        Assert.Empty(Run("Unlock-HolySheepState web-07 -WhatIf -PassThru -ConfigPath $config").ThrowOnError().Values);
        Assert.Equal([0.25m], Run("'web-07' | Unlock-HolySheepState -Confirm:$false -PassThru -ConfigPath $config | % Amount").ThrowOnError().Values);
        Assert.Empty(Run("(Get-HolySheepState -ConfigPath $config).Held; Unlock-HolySheepState web-07 -PassThru -ConfigPath $config").ThrowOnError().Values);
    }

    [Fact]
    public void A_machine_must_be_named_and_must_not_be_this_one()
    {
        Assert.Equal("ArgumentInvalid", Run("Unlock-HolySheepState -Confirm:$false -ConfigPath $config").Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("this machine", Run($"Unlock-HolySheepState {Environment.MachineName} -Confirm:$false -ConfigPath $config").Errors.Single().Exception.Message, StringComparison.Ordinal);
    }

    private string Ledger => Path.Combine(Home.Folder, "ledger.db");

    private void Execute(string sql)
    {
        using var ledger = new SqliteConnection($"Data Source={Ledger};Pooling=False");
        ledger.Open();
        using var command = ledger.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
