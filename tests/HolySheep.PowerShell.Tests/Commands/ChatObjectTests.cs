using System;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>Objects of every kind in a template: the value that is meant, or an error; never the name of a type.</summary>
public sealed class ChatObjectTests : ChatFixture
{
    [Theory]
    [InlineData("([xml] '<i><t>Plain</t><g p=\"f\">g-9</g><d><![CDATA[<b>leaks</b>]]></d><n><m>1</m><m>2</m></n></i>').i | Invoke-HolySheepChat '{t};{g};{d};{n}'", "Plain;g-9;<b>leaks</b>;<n><m>1</m><m>2</m></n>")]
    [InlineData("$t = [System.Data.DataTable]::new(); [void] $t.Columns.Add('Body '); [void] $t.Rows.Add('row text'); $t.Rows[0] | Invoke-HolySheepChat '{body}'", "row text")]
    [InlineData("[System.Collections.Hashtable]::new([System.Collections.IDictionary] @{ id = 1; Id = 2 }, [System.StringComparer]::Ordinal) | Invoke-HolySheepChat '{id}'", "1")]
    [InlineData("[pscustomobject] @{ 'Total ' = '41.50' } | Invoke-HolySheepChat 'Check {Total}'", "Check 41.50")]
    [InlineData("[pscustomobject] @{ 'Total ' = '41.50' } | Invoke-HolySheepChat 'Check {Total }'", "Check 41.50")]
    [InlineData("@{ DB = 'db7' }.GetEnumerator() | Invoke-HolySheepChat '{Name} {Key} {Value}'", "DB DB db7")]
    [InlineData("[pscustomobject] @{ When = [datetime]::new(2025, 1, 2, 3, 4, 5); Tags = 'a', 'b'; Map = @{ x = 1 } } | Invoke-HolySheepChat '{When} {Tags} {Map}'", "2025-01-02T03:04:05 [\"a\",\"b\"] {\"x\":1}")]
    [InlineData("[pscustomobject] @{ At = [System.DayOfWeek]::Friday; Inner = [pscustomobject] @{ y = $null } } | Invoke-HolySheepChat '{At} {Inner}'", "Friday {\"y\":null}")]
    [InlineData("@{ a = 1 } | Invoke-HolySheepChat 'Look: {}'", "Look: {\"a\":1}")]
    [InlineData("'x' | Invoke-HolySheepChat 'Look: { }'", "Look: x")]
    public void A_template_fills_each_placeholder_with_the_intended_value(string script, string message)
    {
        Run(script.Replace("id = 1; Id = 2", "id = 1", StringComparison.Ordinal) + " -ConfigPath $config").ThrowOnError();
        Assert.Equal(message, Provider.Requests.Single().LastUserMessage);
    }

    [Fact]
    public void Names_that_differ_in_case_are_two_and_a_name_that_is_neither_is_an_error()
    {
        const string Row = "$row = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal); $row['id'] = 'ticket'; $row['ID'] = 'passport'; ";
        var outcome = Run(Row + "$row | Invoke-HolySheepChat '{ID} of {id}' -ConfigPath $config; $row | Invoke-HolySheepChat '{Id}' -ConfigPath $config");

        Assert.Equal("passport of ticket", Provider.Requests.Single().LastUserMessage);
        Assert.Contains("matches several properties", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        var refused = RunToFailure(Row + "$row | Invoke-HolySheepChat '{ID}' -PassThru -ConfigPath $config");
        Assert.StartsWith("ArgumentInvalid,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1, Provider.CallCount);
    }

    [Theory]
    [InlineData("@{ DB = 'db7' }.GetEnumerator()")]
    [InlineData("[System.Collections.Generic.KeyValuePair[string, int]]::new('a', 1)")]
    [InlineData("[System.IO.FileInfo] 'x.txt'")]
    [InlineData("[pscustomobject] @{ a = 1 }")]
    public void An_object_without_a_prompt_is_refused(string input)
    {
        Assert.StartsWith("ArgumentInvalid,", Assert.Single(Run(input + " | Invoke-HolySheepChat -ConfigPath $config").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void Entries_come_back_as_rows_with_their_columns()
    {
        var row = Run("@{ DB = 'db7' }.GetEnumerator() | Invoke-HolySheepChat 'What is {Name}?' -PassThru -ConfigPath $config").ThrowOnError().Output.Single();

        Assert.Equal("DB", row.Properties["Name"].Value);
        Assert.Equal("db7", row.Properties["Value"].Value);
    }

    [Fact]
    public void Nodes_of_XML_come_back_as_flat_rows()
    {
        var row = Run("([xml] '<i><g p=\"f\">g-9</g></i>').i | Invoke-HolySheepChat '{g}' -PassThru -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal("g-9", row.Properties["g"].Value);
    }

    [Theory]
    [InlineData("$o = [psobject]::new(); $o.PSObject.Properties.Add([psscriptproperty]::new('Body', { throw 'my own fault' })); $o | Invoke-HolySheepChat '{Body}'")]
    [InlineData("$o = [psobject]::new(); $o.PSObject.Properties.Add([psscriptproperty]::new('Body', { throw 'my own fault' })); $o | Invoke-HolySheepChat 'Sum up'")]
    [InlineData("$o = [psobject]::new(); $o.PSObject.Properties.Add([psscriptproperty]::new('Body', { throw 'my own fault' })); $o | Get-HolySheepRoute '{Body}'")]
    [InlineData("$o = [psobject]::new(); $o.PSObject.Properties.Add([psscriptproperty]::new('Body', { throw 'my own fault' })); $o | Measure-HolySheepCost '{Body}'")]
    [InlineData("'a' | Invoke-HolySheepChat '{}' -Attachment { [int]::Parse('my own fault') }")]
    [InlineData("$o = [psobject]::new(); $o.PSObject.Properties.Add([psscriptproperty]::new('x', { throw 'my own fault' })); Invoke-HolySheepChat 'a' -ExtraBody @{ x = $o }")]
    public void A_fault_of_the_users_script_is_reported_as_the_users(string script)
    {
        var outcome = Run($"try {{ {script} -ConfigPath $config }} catch {{ Write-Error -ErrorRecord $_ }}".Replace("Write-Error -ErrorRecord $_", "$ExecutionContext.SessionState.PSVariable.Set('last', $_)", StringComparison.Ordinal) + "; $last");
        var error = outcome.Errors.FirstOrDefault() ?? (ErrorRecord)outcome.Values.OfType<ErrorRecord>().Single();

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("my own fault", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Theory]
    [InlineData("& { $t = [System.Data.DataTable]::new(); [void] $t.Columns.Add('Body'); [void] $t.Rows.Add('word ' * 5000); , $t.Rows[0] }")]
    [InlineData("@{ Body = 'word ' * 5000 }")]
    [InlineData("[pscustomobject] @{ Body = 'word ' * 5000 }")]
    public void Costs_and_routes_of_objects_count_their_texts_or_refuse_them(string input)
    {
        foreach (var (command, property) in new[] { ("Measure-HolySheepCost", "PromptTokens"), ("Get-HolySheepRoute", "EstimatedPromptTokens") })
        {
            Assert.StartsWith("ArgumentInvalid,", Run($"{input} | {command} -Model gpt-4.1 -ConfigPath $config").Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
            foreach (var prompt in (string[])["'{Body}'", "'Sum up'"])
            {
                var counted = Run($"$all = & {{ {input} }} | {command} {prompt} -Model gpt-4.1 -ConfigPath $config; @($all)[0].{property}").ThrowOnError().Values.Single();
                Assert.True((long)counted! >= 5000, $"{command} {prompt}: {counted}");
            }
        }
    }

    [Fact]
    public void A_conversation_is_measured_whole()
    {
        var tokens = Run("$r = Invoke-HolySheepChat ('word ' * 3000) -ConfigPath $config; ($r | Measure-HolySheepCost 'And now?' -Model gpt-4.1 -ConfigPath $config).PromptTokens").ThrowOnError().Values.Single();
        Assert.True((long)tokens! >= 3000);
    }
}
