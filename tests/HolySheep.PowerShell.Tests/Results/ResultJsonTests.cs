using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.PowerShell.Results;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Microsoft.PowerShell.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Results;

/// <summary>What cmdlets write is JSON at the usual depth wherever it stands: no warning, and every part comes back.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ResultJsonTests : IDisposable
{
    private const string Configuration = """
        {
          "providers": { "play": { "kind": "sandbox", "headers": { "X-Team": "ops", "X-Tenant": "t 1" } } },
          "defaults": { "provider": "play", "model": "gpt-4.1" },
          "models": { "fast": { "targets": [ "play/gpt-4.1", { "target": "play/gpt-4o", "weight": 3 } ], "strategy": "weighted",
                                "price": { "input": 1, "output": 2, "cachedInput": 0.5, "longContext": { "from": 1000, "input": 2, "output": 4 } } } },
          "chains": { "gpt-4o": [ "gpt-4.1", "deepseek-v3.2" ] }
        }
        """;

    private const string Setup = """
        $PSDefaultParameterValues['*-HolySheep*:ConfigPath'] = $args[0]
        $WarningPreference = 'Continue'
        Set-HolySheepSplit gpt-4o @{ Model = 'gpt-4.1'; Percent = 5 }, @{ Model = 'deepseek-v3.2'; Percent = 10 } -Shadow gpt-4.1 -ShadowPercent 1
        Set-HolySheepRule night -Chain gpt-4.1, deepseek-v3.2 -ForModel gpt-4o, fast -Task t -Tag @{ team = 'ops'; who = 'me' }
        Set-HolySheepTemplate short 'Sum up {Text} in one line.' -Model gpt-4o
        Set-HolySheepBudget daily 5 -AlertAt 0.5, 0.8 -Action Downgrade -Chain deepseek-v3.2, gpt-4.1
        $null = Invoke-HolySheepChat hi -Model gpt-4o
        $null = Invoke-HolySheepChat hi -Conversation talk
        $rows = "$($args[1])/rows.csv"
        [System.IO.File]::WriteAllText($rows, "Id,Text`n1,a`n2,b`n")
        """;

    // Which values of a result came back from JSON as others.
    private const string Lost = """
        function Find-Lost($value, $back, $name) {
            if ($back -is [string] -and $back -match '^[\[{]' -and $value -isnot [string]) { $back = ConvertFrom-Json $back -NoEnumerate -DateKind String }
            $same = if ($null -eq $value) { $null -eq $back }
                elseif ($value -is [decimal]) { $null -ne $back -and [decimal] $back -eq $value }
                elseif ($value -is [timespan]) { $back -and [timespan]::Parse($back) -eq $value }
                elseif ($value -is [datetimeoffset] -or $value -is [datetime]) { $back -and ([datetimeoffset] $back).UtcTicks -eq ([datetimeoffset] $value).UtcTicks }
                elseif ($value -is [System.Collections.IDictionary]) { $value.Count -eq @($back.PSObject.Properties).Count; foreach ($key in $value.Keys) { Find-Lost $value[$key] $back.$key "$name.$key" } }
                elseif ($value -is [System.Collections.IList]) { $value.Count -eq $back.Count; for ($i = 0; $i -lt $value.Count; $i++) { Find-Lost $value[$i] $back[$i] "$name[$i]" } }
                elseif ($back -is [pscustomobject]) { foreach ($property in $value.PSObject.Properties | Where-Object Name -NotLike LongContext*) { Find-Lost $property.Value $back.($property.Name) "$name.$($property.Name)" } }
                elseif ($value -is [enum]) { [int] $value -eq $back }
                else { "$value" -eq "$back" }
            foreach ($result in $same) { if ($result -is [string]) { $result } elseif (-not $result) { "${name}: $value came back as $back" } }
        }
        """;

    private readonly Session _session = Session.WithModule(typeof(ConvertToJsonCommand), typeof(ConvertFromJsonCommand));
    private readonly TempHome _home = new();

    public ResultJsonTests()
    {
        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", null);
        Environment.SetEnvironmentVariable("HOLYSHEEP_HOME", _home.Folder);
    }

    private static readonly Dictionary<string, Type[]> Writers = new()
    {
        ["'a', 'b' | Invoke-HolySheepChat -SandboxScript 'gpt-4.1=429x1:0.01s' -NoFallback"] = [typeof(HolySheepChatResult), typeof(HolySheepChatAttempt), typeof(HolySheepChatMessage), typeof(HolySheepChatUsage)],
        ["[pscustomobject] @{ A = 1; Deep = @{ More = @(1, 2) } } | Invoke-HolySheepChat 'Is {A} even?'"] = [typeof(HolySheepChatResult)],
        ["(Invoke-HolySheepChat hi).Attempts"] = [typeof(HolySheepChatAttempt)],
        ["(Invoke-HolySheepChat hi).Conversation"] = [typeof(HolySheepChatMessage)],
        ["Get-HolySheepModel fast, gpt-4.1 -Offline"] = [typeof(HolySheepModel), typeof(HolySheepPrice), typeof(HolySheepTarget)],
        ["Set-HolySheepModel fast -PassThru"] = [typeof(HolySheepModelTargets)],
        ["Get-HolySheepFallbackChain"] = [typeof(HolySheepFallbackChain)],
        ["Get-HolySheepSplit"] = [typeof(HolySheepSplit), typeof(HolySheepSplitSide)],
        ["(Get-HolySheepSplit).To"] = [typeof(HolySheepSplitSide)],
        ["Get-HolySheepRule"] = [typeof(HolySheepRule)],
        ["Get-HolySheepBudget"] = [typeof(HolySheepBudget)],
        ["Get-HolySheepProvider"] = [typeof(HolySheepProvider)],
        ["Get-HolySheepProvider -Preset"] = [typeof(HolySheepProviderPreset)],
        ["Get-HolySheepRoute hi -Model fast"] = [typeof(HolySheepRoute)],
        ["Get-HolySheepHealth"] = [typeof(HolySheepHealth)],
        ["Get-HolySheepUsage -GroupBy Model"] = [typeof(HolySheepUsage)],
        ["Get-HolySheepCall"] = [typeof(HolySheepCall), typeof(HolySheepCallAttempt)],
        ["(Get-HolySheepCall).Attempts"] = [typeof(HolySheepCallAttempt)],
        ["Get-HolySheepSetting network, defaults.timeoutSec"] = [typeof(HolySheepSetting)],
        ["Get-HolySheepTemplate"] = [typeof(HolySheepTemplate)],
        ["Get-HolySheepConversation"] = [typeof(HolySheepConversation), typeof(HolySheepChatMessage)],
        ["(Get-HolySheepConversation).Messages"] = [typeof(HolySheepChatMessage)],
        ["Get-HolySheepState"] = [typeof(HolySheepState), typeof(HolySheepStateTable), typeof(HolySheepStateMachine)],
        ["(Get-HolySheepState).Machines"] = [typeof(HolySheepStateMachine)],
        ["(Get-HolySheepState).Tables"] = [typeof(HolySheepStateTable)],
        ["Test-HolySheepState"] = [typeof(HolySheepStateFinding)],
        ["Update-HolySheepState -PassThru"] = [typeof(HolySheepStateMigration)],
        ["Measure-HolySheepCost hi -Model fast"] = [typeof(HolySheepCostEstimate)],
        ["Invoke-HolySheepCsv $rows -Prompt 'Say {Text}' -WhatIf -OutPath \"$rows.out\""] = [typeof(HolySheepCsvPlan), typeof(HolySheepCsvTarget), typeof(HolySheepCsvLaneCost)],
        ["(Invoke-HolySheepCsv $rows -Prompt 'Say {Text}' -WhatIf -OutPath \"$rows.out\").Lanes"] = [typeof(HolySheepCsvLaneCost)],
        ["Invoke-HolySheepCsv $rows -Prompt 'Say {Text}' -OutPath \"$rows.out\""] = [typeof(HolySheepCsvResult)],
    };

    public static TheoryData<string> All => [.. Writers.Keys];

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", "memory");
        Environment.SetEnvironmentVariable("HOLYSHEEP_HOME", IsolatedHome.Folder);
        _session.Dispose();
        _home.Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_result_is_whole_JSON_at_the_usual_depth(string writer)
    {
        _session.Run(Setup, _home.WriteConfig(Configuration), _home.Folder).ThrowOnError();
        var outcome = _session.Run(Lost + $$"""
            $r = @({{writer}} 3> $null); $r += $r
            if (-not $r[0]) { 'nothing was written' }

            # The usage of an answer is an object, which scripts read from JSON by its names: one level more than the rest.
            $deep = if ($r[0].PSObject.Properties['Usage']) { 3 } else { 2 }
            Find-Lost $r[0] (ConvertFrom-Json ($r[0] | ConvertTo-Json) -DateKind String) 'one'
            Find-Lost $r (ConvertFrom-Json ($r | ConvertTo-Json) -DateKind String -NoEnumerate) 'several'
            Find-Lost $r (ConvertFrom-Json (ConvertTo-Json -InputObject $r) -DateKind String -NoEnumerate) 'list'
            Find-Lost $r (ConvertFrom-Json (@{ answers = $r } | ConvertTo-Json -Depth $deep) -DateKind String).answers 'in a hashtable'
            Find-Lost $r[0] (ConvertFrom-Json ([pscustomobject] @{ by = [ordered] @{ last = $r[0] } } | ConvertTo-Json -Depth $deep) -DateKind String).by.last 'in an object'
            """).ThrowOnError();

        Assert.Empty(outcome.Warnings);
        Assert.Empty(outcome.Values);
    }

    [Fact]
    public void The_tokens_of_answers_are_read_from_JSON_by_their_names()
    {
        _session.Run(Setup, _home.WriteConfig(Configuration), _home.Folder).ThrowOnError();
        var outcome = _session.Run("$r = @('a', 'b b b' | Invoke-HolySheepChat); $back = $r | ConvertTo-Json | ConvertFrom-Json; 0, 1 | % { $back[$_].Usage.TotalTokens -eq $r[$_].Usage.TotalTokens -and $r[$_].Usage.TotalTokens -gt 0 }").ThrowOnError();

        Assert.Equal([true, true], outcome.Values);
        Assert.Empty(outcome.Warnings);
    }

    [Theory]
    [InlineData("$r | ConvertTo-Json | ConvertFrom-Json")]
    [InlineData("@($r | ConvertTo-Json | ConvertFrom-Json)")]
    [InlineData("(@{ said = @($r) } | ConvertTo-Json -Depth 3 | ConvertFrom-Json).said")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($r))")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($r, 1))")]
    public void Several_results_go_on_each_with_its_conversation(string way)
    {
        _session.Run(Setup, _home.WriteConfig(Configuration), _home.Folder).ThrowOnError();
        var outcome = _session.Run($"$r = @('a', 'b' | Invoke-HolySheepChat -System 'Be brief.'); {way} | Invoke-HolySheepChat 'more' | % {{ ($_.Conversation | % Role) -join ' '; $_.Conversation[1].Content }}").ThrowOnError();

        Assert.Equal(["system user assistant user assistant", "a", "system user assistant user assistant", "b"], outcome.Values);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void A_conversation_that_is_a_JSON_text_is_neither_conversation_nor_context()
    {
        _session.Run(Setup, _home.WriteConfig(Configuration), _home.Folder).ThrowOnError();
        _session.Run("$r = Invoke-HolySheepChat a; $said = ($r | ConvertTo-Json | ConvertFrom-Json).Conversation").ThrowOnError();

        Assert.Equal("ArgumentInvalid", _session.Run("$said | Invoke-HolySheepChat more").Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal([4], _session.Run("$said | ConvertFrom-Json | Invoke-HolySheepChat more | % { $_.Conversation.Count }").ThrowOnError().Values);
        Assert.Equal([2], _session.Run("$said | Invoke-HolySheepChat 'Summarise: {}' | % { $_.Conversation.Count }").ThrowOnError().Values);
    }

    [Fact]
    public void Every_type_that_a_cmdlet_writes_is_asked_here()
    {
        var asked = Writers.Values.SelectMany(types => types).ToHashSet();

        // Made only from a reply with a tool call, from tools that ran, from one with sources, from a past of weeks, from an import, from a provider's answer, from a machine that is gone and from batches: ResultShapeTests holds their properties.
        Type[] elsewhere = [typeof(HolySheepChatToolCall), typeof(HolySheepChatToolRun), typeof(HolySheepChatCitation), typeof(HolySheepUsageAnomaly), typeof(HolySheepPriceMapImport), typeof(HolySheepProviderTest), typeof(HolySheepStateHolding), typeof(HolySheepCsvBatch), typeof(HolySheepCsvShare), typeof(HolySheepCsvDeadline)];
        Assert.Equal([], typeof(HolySheepChatResult).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(HolySheepChatResult).Namespace && !type.IsEnum).Except(asked).Except(elsewhere).Select(type => type.Name));
    }
}
