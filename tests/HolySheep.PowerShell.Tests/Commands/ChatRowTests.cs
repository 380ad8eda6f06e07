using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>-PassThru: rows in, the same rows with the answer's columns out.</summary>
public sealed class ChatRowTests : ChatFixture
{
    private const string Rows = "$rows = 1..3 | % { [pscustomobject] @{ Id = \"$_\"; Body = \"text $_\" } }; ";

    [Fact]
    public void Rows_come_back_flat_with_the_answers_columns_and_are_themselves_left_as_they_were()
    {
        var outcome = Run(Rows + "$rows | Invoke-HolySheepChat -Prompt '{Body}' -PassThru -ThrottleLimit 2 -ConfigPath $config; $rows").ThrowOnError();

        Assert.Equal("Id=1|Body=text 1|Answer=answer from local to text 1|HolySheepModel=gpt-4.1|HolySheepAttempts=1|HolySheepCost=|HolySheepStatus=ok|HolySheepError=", WithoutCost(outcome.Output[0]));
        Assert.Equal(["1", "2", "3"], outcome.Output.Take(3).Select(row => row.Properties["Id"].Value));
        Assert.All(outcome.Output.Skip(3), row => Assert.Equal(["Id", "Body"], row.Properties.Select(property => property.Name)));
    }

    [Fact]
    public void A_row_without_an_answer_comes_out_too_and_its_error_beside_it()
    {
        Provider.Handle(request => request.LastUserMessage == "text 2" ? Reply.Error(400, "nonsense", "Nonsense.") : null);
        var outcome = Run(Rows + "$rows | Invoke-HolySheepChat -Prompt '{Body}' -PassThru -ConfigPath $config");

        Assert.Equal(["ok", "error", "ok"], outcome.Output.Select(row => row.Properties["HolySheepStatus"].Value));
        Assert.Equal("text 2", outcome.Output[1].Properties["Body"].Value);
        Assert.StartsWith("RequestRejected: ", (string)outcome.Output[1].Properties["HolySheepError"].Value, StringComparison.Ordinal);
        Assert.Null(outcome.Output[1].Properties["Answer"].Value);
        Assert.Equal("2", ((PSObject)Assert.Single(outcome.Errors).TargetObject).Properties["Id"].Value);
    }

    [Fact]
    public void A_row_that_does_not_fit_the_prompt_comes_out_too()
    {
        var outcome = Run("[pscustomobject] @{ Body = 'x' }, [pscustomobject] @{ Bodi = 'y' } | Invoke-HolySheepChat -Prompt '{Body}' -PassThru -ConfigPath $config -ErrorAction SilentlyContinue");

        Assert.Equal(["ok", "error"], outcome.Output.Select(row => row.Properties["HolySheepStatus"].Value));
        Assert.Equal("y", outcome.Output[1].Properties["Bodi"].Value);
    }

    [Fact]
    public void With_errors_that_stop_the_failed_row_is_out_before_the_stop()
    {
        Provider.Handle(request => request.LastUserMessage == "text 2" ? Reply.Error(400, "nonsense", "Nonsense.") : null);
        var outcome = Run(Rows + "$out = [System.Collections.Generic.List[object]]::new(); try { $rows | Invoke-HolySheepChat -Prompt '{Body}' -PassThru -ConfigPath $config -ErrorAction Stop | % { $out.Add($_) } } catch { 'stopped' }; $out.Id");

        Assert.Equal(["stopped", "1", "2"], outcome.Output.Select(item => item.ToString()));
        Assert.Equal(2, Provider.CallCount);
    }

    [Fact]
    public void A_schema_gives_a_column_per_property_and_a_named_column_the_whole_JSON()
    {
        Provider.OnAny().Answer(Reply.Text("""{"Mood":"good","Score":7,"Tags":["a"]}"""));
        var outcome = Run(Rows + """
            $schema = [ordered] @{ Mood = 'good|bad'; Score = 'number'; Tags = 'string[]' }
            $rows[0] | Invoke-HolySheepChat -Prompt '{Body}' -PassThru -Schema $schema -ConfigPath $config
            $rows[0] | Invoke-HolySheepChat -Prompt '{Body}' -PassThru -Schema $schema -OutputColumn Json -ConfigPath $config
            """).ThrowOnError();

        Assert.StartsWith("Id=1|Body=text 1|Mood=good|Score=7|Tags=[\"a\"]|HolySheepModel=gpt-4.1|", WithoutCost(outcome.Output[0]), StringComparison.Ordinal);
        Assert.StartsWith("Id=1|Body=text 1|Json={\"Mood\":\"good\",\"Score\":7,\"Tags\":[\"a\"]}|HolySheepModel=gpt-4.1|", WithoutCost(outcome.Output[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_hashtables_and_answers_are_rows_as_well()
    {
        var outcome = Run("""
            'plain' | Invoke-HolySheepChat -PassThru -ConfigPath $config
            [ordered] @{ Id = 7; Body = 'b' } | Invoke-HolySheepChat '{Body}' -PassThru -ConfigPath $config
            [pscustomobject] @{ Id = 8 } | Invoke-HolySheepChat '{Id}' -ConfigPath $config | Invoke-HolySheepChat 'Shorter' -PassThru -ConfigPath $config
            Invoke-HolySheepChat 'no input' -PassThru -ConfigPath $config
            """).ThrowOnError();

        Assert.Equal(["InputObject,Answer", "Id,Body,Answer", "Id,Answer", "Answer"],
            outcome.Output.Select(row => string.Join(',', row.Properties.Select(property => property.Name).TakeWhile(name => name != "HolySheepModel"))));
    }

    [Fact]
    public void A_column_of_the_users_own_that_the_answer_would_replace_ends_the_command_before_any_call()
    {
        var error = RunToFailure("1..3 | % { [pscustomobject] @{ Answer = $_ } } | Invoke-HolySheepChat '{Answer}' -PassThru -ConfigPath $config");

        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'Answer'", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void The_failed_rows_of_an_earlier_run_can_be_piped_in_again()
    {
        Provider.OnAny().Answer(Reply.Error(400, "nonsense", "Nonsense."), Reply.Text("fine"));
        var outcome = Run("""
            $ask = @{ Prompt = '{Body}'; PassThru = $true; ConfigPath = $config; ErrorAction = 'SilentlyContinue' }
            [pscustomobject] @{ Body = 'x' } | Invoke-HolySheepChat @ask | Invoke-HolySheepChat @ask
            """);

        Assert.Equal("Body=x|Answer=fine|HolySheepModel=gpt-4.1|HolySheepAttempts=1|HolySheepCost=|HolySheepStatus=ok|HolySheepError=", WithoutCost(outcome.Output.Single()));
    }

    [Fact]
    public void A_missing_key_ends_the_command_and_gives_no_rows()
    {
        Configure("\"apiKey\": \"env:NOBODY_SET_THIS\"");
        var error = RunToFailure("'a', 'b' | Invoke-HolySheepChat -PassThru -ConfigPath $config");
        Assert.StartsWith("CredentialMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static string WithoutCost(PSObject row) =>
        string.Join('|', row.Properties.Select(property => $"{property.Name}={(property.Name == "HolySheepCost" ? "" : Text(property.Value))}"));

    private static string Text(object? value)
    {
        Assert.False(value is PSObject or IEnumerable<object>, "A cell is not flat.");
        return string.Create(CultureInfo.InvariantCulture, $"{value}");
    }
}
