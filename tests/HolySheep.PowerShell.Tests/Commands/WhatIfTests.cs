using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using HolySheep.PowerShell.Commands;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

[Collection(EnvironmentCollection.Name)]
public sealed class WhatIfTests : SpendFixture
{
    private static readonly string[] ReadingVerbs = ["Get", "Invoke", "Enter", "Test", "Measure"];

    // A call of each changing cmdlet that changes something in the configuration of Arrange.
    private static readonly Dictionary<string, string> Changes = new()
    {
        ["Import-HolySheepPriceMap"] = "Import-HolySheepPriceMap \"$([System.IO.Path]::GetDirectoryName($config))/map.json\"",
        ["Set-HolySheepFallbackChain"] = "Set-HolySheepFallbackChain m a, b",
        ["Remove-HolySheepFallbackChain"] = "Remove-HolySheepFallbackChain x",
        ["Set-HolySheepProvider"] = "Set-HolySheepProvider spare -Region ap -ApiKey $key -Default",
        ["Remove-HolySheepProvider"] = "Remove-HolySheepProvider spare -Force",
        ["Reset-HolySheepHealth"] = "Reset-HolySheepHealth local/sick",
        ["Set-HolySheepRule"] = "Set-HolySheepRule r m -Task t",
        ["Remove-HolySheepModel"] = "Remove-HolySheepModel m",
        ["Remove-HolySheepRule"] = "Remove-HolySheepRule night",
        ["Set-HolySheepSplit"] = "Set-HolySheepSplit m y 5",
        ["Remove-HolySheepSplit"] = "Remove-HolySheepSplit x",
        ["Set-HolySheepBudget"] = "Set-HolySheepBudget week 5 -Period week",
        ["Remove-HolySheepBudget"] = "Remove-HolySheepBudget daily",
        ["Set-HolySheepSetting"] = "Set-HolySheepSetting network.proxy http://proxy:3128",
        ["Remove-HolySheepSetting"] = "Remove-HolySheepSetting health.breakSec",
        ["Set-HolySheepTemplate"] = "Set-HolySheepTemplate long 'Explain {}.'",
        ["Remove-HolySheepTemplate"] = "Remove-HolySheepTemplate short",
        ["Remove-HolySheepConversation"] = "Remove-HolySheepConversation talk",
        ["Clear-HolySheepUsage"] = "Clear-HolySheepUsage -OlderThan 0",
        ["Export-HolySheepReport"] = "Export-HolySheepReport \"$([System.IO.Path]::GetDirectoryName($config))/report.html\"",
        ["Invoke-HolySheepCsv"] = "$folder = [System.IO.Path]::GetDirectoryName($config); Invoke-HolySheepCsv \"$folder/in.csv\" \"$folder/out.csv\" '{A}' -Model local/well",
        ["Set-HolySheepModel"] = "Set-HolySheepModel m local/m -Default",
    };

    // A question changes nothing but the ledger; ChatToolTests says what its tools do. StateTests has what changes nothing of the configuration.
    public static TheoryData<string> ChangingCmdlets => [.. Cmdlets.Where(cmdlet => cmdlet.SupportsShouldProcess).Select(Name).Except(["Invoke-HolySheepChat", "Update-HolySheepState", "Unlock-HolySheepState"])];

    private static IEnumerable<CmdletAttribute> Cmdlets => typeof(HolySheepCommand).Assembly.GetTypes()
        .Select(type => (CmdletAttribute?)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute), inherit: false)).OfType<CmdletAttribute>();

    [Fact]
    public void Every_cmdlet_that_does_not_only_read_can_be_asked_what_it_would_do() =>
        Assert.Equal(Cmdlets.Where(cmdlet => !ReadingVerbs.Contains(cmdlet.VerbName)).Select(Name).Concat(["Invoke-HolySheepChat", "Invoke-HolySheepCsv"]).Order(), Cmdlets.Where(cmdlet => cmdlet.SupportsShouldProcess).Select(Name).Order());

    [Theory]
    [MemberData(nameof(ChangingCmdlets))]
    public void WhatIf_changes_nothing(string cmdlet)
    {
        Home.WriteConfig($$"""
            {
              "providers": {
                "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" },
                "spare": { "kind": "openai", "baseUrl": "http://spare.example" }
              },
              "models": { "m": { "targets": [ "spare/m" ] } },
              "chains": { "x": [ "y" ] },
              "rules": [ { "name": "night", "when": { "between": "22:00-06:00" }, "model": "y" } ],
              "budgets": { "daily": { "limit": 20, "period": "day", "action": "warn" } },
              "splits": { "x": { "to": [ { "model": "y", "percent": 5 } ] } },
              "templates": { "short": { "prompt": "Sum up {}." } },
              "health": { "breakSec": 11 }
            }
            """);
        Provider.On("sick").Answer(Reply.Throttle("600"));
        Run("Invoke-HolySheepChat a -Model local/sick -NoFallback -TimeoutSec 5 -ConfigPath $config -ErrorAction Ignore");
        Run("Invoke-HolySheepChat a -Conversation talk -Sandbox -ConfigPath $config").ThrowOnError();
        Home.WriteFile("in.csv", "A\n1\n");
        Home.WriteFile("map.json", """{ "m": { "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06 } }""");
        var before = State();
        var change = Changes.TryGetValue(cmdlet, out var found) ? found : throw new InvalidOperationException($"Say in {nameof(Changes)} how {cmdlet} changes something.");
        var asked = Run($"$key = $args[0]; {change} -WhatIf -ConfigPath $config", new NetworkCredential("", "a-key").SecurePassword).ThrowOnError();

        // A CSV job tells what it would do as an object.
        Assert.Equal(cmdlet == "Invoke-HolySheepCsv" ? ["HolySheep.PowerShell.Results.HolySheepCsvPlan"] : [], asked.Output.Select(output => output.TypeNames[0]));
        Assert.Equal(before, State());
        Run($"$key = $args[0]; {change} -Confirm:$false -ConfigPath $config", new NetworkCredential("", "a-key").SecurePassword).ThrowOnError();
        Assert.NotEqual(before, State());
    }

    private static string Name(CmdletAttribute cmdlet) => $"{cmdlet.VerbName}-{cmdlet.NounName}";

    private string State() => string.Join("\n",
    [
        .. Directory.EnumerateFiles(Home.Folder, "*", SearchOption.AllDirectories).Order().Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.Contains(".db", StringComparison.Ordinal)).Select(file => file + File.GetLastWriteTimeUtc(file).Ticks + File.ReadAllText(file)),
        .. Run("Get-HolySheepProvider -ConfigPath $config | % { \"$($_.Name) $($_.KeySource)\" }").ThrowOnError().Output.Select(line => line.ToString()),
        .. Run("Get-HolySheepUsage -ConfigPath $config | % { \"$($_.Attempts)\" }").ThrowOnError().Output.Select(line => line.ToString()),
        .. Run("Get-HolySheepHealth -ConfigPath $config | % { \"$($_.Target) $($_.State)\" }").ThrowOnError().Output.Select(line => line.ToString()),
    ]);
}
