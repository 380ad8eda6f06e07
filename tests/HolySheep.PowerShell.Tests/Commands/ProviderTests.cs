using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text.Json.Nodes;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ProviderTests : ChatFixture
{
    [Fact]
    public void A_header_whose_variable_is_set_later_in_the_session_is_sent_then()
    {
        const string Variable = "HOLYSHEEP_TEST_TENANT_OF_LATER";
        Configure($"\"apiKey\": \"none\", \"headers\": {{ \"X-Tenant\": \"env:{Variable}\" }}");
        try
        {
            var refused = RunToFailure("Invoke-HolySheepChat hi -NoFallback -ConfigPath $config -ErrorAction Stop");
            Run($"$env:{Variable} = 'tenant-7'; Invoke-HolySheepChat hi -NoFallback -ConfigPath $config").ThrowOnError();

            Assert.Contains(Variable, refused.ToString(), StringComparison.Ordinal);
            Assert.Equal("tenant-7", Provider.Requests.Single().Header("X-Tenant"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void A_provider_is_taken_out_of_calls_and_put_back_by_a_switch()
    {
        Run("Set-HolySheepProvider local -Disabled -ConfigPath $config").ThrowOnError();
        Assert.True(Node("providers", "local")["disabled"]!.GetValue<bool>());
        Assert.True((bool)Run("Get-HolySheepProvider local -ConfigPath $config").ThrowOnError().Output.Single().Properties["Disabled"].Value);
        Assert.Empty(Run("Test-HolySheepProvider -ConfigPath $config").ThrowOnError().Output);
        Assert.Contains("is disabled", RunToFailure("Invoke-HolySheepChat hi -NoFallback -ConfigPath $config -ErrorAction Stop").ToString(), StringComparison.Ordinal);

        Run("Get-HolySheepProvider local -ConfigPath $config | Set-HolySheepProvider -Region eu -ConfigPath $config").ThrowOnError();
        Assert.True(Node("providers", "local")["disabled"]!.GetValue<bool>());

        Run("Set-HolySheepProvider local -Disabled:$false -ConfigPath $config").ThrowOnError();
        Assert.Null(Node("providers", "local")["disabled"]);
        Run("Invoke-HolySheepChat hi -NoFallback -ConfigPath $config").ThrowOnError();
    }

    [Fact]
    public void A_variable_of_an_address_that_is_set_and_not_valid_costs_no_reading_and_is_read_again_once_it_changes()
    {
        const string Variable = "AZURE_OPENAI_ENDPOINT";
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Run($"$env:{Variable} = 'not an address'; Set-HolySheepProvider azure -ConfigPath $config; Invoke-HolySheepChat a -ConfigPath $config; Invoke-HolySheepChat b -ConfigPath $config").ThrowOnError();
            Assert.Equal(Provider.Requests[0].ConnectionId, Provider.Requests[1].ConnectionId);

            Run($"$env:{Variable} = 'https://contoso.openai.azure.com'").ThrowOnError();
            Assert.Contains("contoso", Run("(Get-HolySheepProvider azure -ConfigPath $config).BaseUrl").ThrowOnError().Output.Single().ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    [Fact]
    public void A_provider_is_set_by_position_and_answers_from_the_next_call_on()
    {
        Run("Set-HolySheepProvider other $args[0] -ApiKeyReference none -Default -ConfigPath $config", Provider.BaseUrl).ThrowOnError();

        Assert.Equal("openai", Node("providers", "other")["kind"]!.GetValue<string>());
        Assert.Equal("other", Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError().Output.Single().Properties["Provider"].Value);
    }

    [Fact]
    public void Providers_are_taken_from_the_pipeline_by_property_also_from_what_Get_gives()
    {
        Run("""[pscustomobject] @{ Name = 'a'; BaseUrl = 'http://a.example'; ApiKeyReference = 'env:A', 'env:B'; RequestsPerMinute = 3 } | Set-HolySheepProvider -ConfigPath $config""").ThrowOnError();
        var before = Node("providers", "a").ToJsonString();
        Run("Get-HolySheepProvider a -ConfigPath $config | Set-HolySheepProvider -Region ap -ConfigPath $config").ThrowOnError();

        Assert.Equal("""{"kind":"openai","baseUrl":"http://a.example","apiKey":["env:A","env:B"],"requestsPerMinute":3}""", before);
        Assert.Equal("""{"kind":"openai","baseUrl":"http://a.example/v1","apiKey":["env:A","env:B"],"requestsPerMinute":3,"region":"ap"}""", Node("providers", "a").ToJsonString());
    }

    [Fact]
    public void Omitted_parameters_stay_and_empty_values_remove()
    {
        Run("Set-HolySheepProvider local -Region eu -QuotaGroup g -TokensPerMinute 9 -MaxConcurrency 2 -ConfigPath $config").ThrowOnError();
        Run("Set-HolySheepProvider local -Region '' -TokensPerMinute 0 -ApiKeyReference @() -ConfigPath $config").ThrowOnError();

        Assert.Equal(["kind", "baseUrl", "quotaGroup", "maxConcurrency"], Node("providers", "local").Select(member => member.Key));
    }

    [Fact]
    public void One_bad_input_is_one_error_that_names_its_key_and_the_rest_goes_on()
    {
        var outcome = Run("""
            [pscustomobject] @{ Name = 'a'; BaseUrl = 'nonsense' }, [pscustomobject] @{ Name = 'c'; BaseUrl = 'http://c.example'; MaxConcurrency = -1 }, [pscustomobject] @{ Name = 'b'; BaseUrl = 'http://b.example' } | Set-HolySheepProvider -ConfigPath $config
            """);

        Assert.All(outcome.Errors, error => Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(["a", "c"], outcome.Errors.Select(error => error.TargetObject));
        Assert.Contains("providers.a.baseUrl", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("providers.c.maxConcurrency", outcome.Errors[1].Exception.Message, StringComparison.Ordinal);
        Assert.NotNull(Node("providers", "b"));
        Assert.Null(outcome.Failure);
    }

    [Fact]
    public void A_key_in_place_of_a_reference_is_refused_and_not_repeated()
    {
        var outcome = Run("Set-HolySheepProvider local -ApiKeyReference $args[0] -ConfigPath $config", KeyMarker.Value);

        Assert.Empty(KeyMarker.FindInText(Assert.Single(outcome.Errors).Exception + outcome.Errors[0].ErrorDetails.RecommendedAction));
        Assert.Empty(KeyMarker.FindInText(File.ReadAllText(Home.ConfigPath)));
    }

    [Fact]
    public void A_key_of_the_session_goes_before_others_from_the_next_call_on_and_is_never_written()
    {
        Configure("\"apiKey\": \"env:NOT_SET_ANYWHERE\"");
        var missing = RunToFailure("Invoke-HolySheepChat 'a' -ConfigPath $config");
        var told = Run("Set-HolySheepProvider local -ApiKey $args[0] -Verbose -ConfigPath $config", Key(KeyMarker.Value)).ThrowOnError();
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        Run("Set-HolySheepProvider local -ApiKey $args[0] -ConfigPath $config", new PSCredential("me", Key("another-key"))).ThrowOnError();
        Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError();
        Run("Set-HolySheepProvider local -ApiKey $null -ConfigPath $config").ThrowOnError();
        var again = RunToFailure("Invoke-HolySheepChat 'a' -ConfigPath $config");

        Assert.Equal(["Bearer " + KeyMarker.Value, "Bearer another-key"], Provider.Requests.Select(request => request.Headers["authorization"]));
        Assert.All((ErrorRecord[])[missing, again], error => Assert.StartsWith("CredentialMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains("kept in memory for this session only", string.Concat(told.Verbose), StringComparison.Ordinal);
        Assert.Empty(KeyMarker.FindInText(string.Concat(told.Verbose)));
        Assert.Empty(KeyMarker.FindIn(Home.Folder));
    }

    [Fact]
    public void A_key_of_the_session_holds_for_the_provider_of_that_file_alone()
    {
        var other = Home.WriteFile("other.json", File.ReadAllText(Home.ConfigPath).Replace("\"none\"", "\"env:NOT_SET_ANYWHERE\"", StringComparison.Ordinal));
        Configure("\"apiKey\": \"env:NOT_SET_ANYWHERE\"");
        Run("Set-HolySheepProvider local -ApiKey $args[0] -ConfigPath $config", Key("a-key")).ThrowOnError();

        Assert.Equal("this session", Run("(Get-HolySheepProvider local -ConfigPath $config).KeySource").ThrowOnError().Output.Single().ToString());
        Assert.False((bool)Run("(Get-HolySheepProvider local -ConfigPath $args[0]).KeyFound", other).ThrowOnError().Output.Single().BaseObject);
    }

    [Fact]
    public void A_key_without_a_provider_is_an_error()
    {
        var outcome = Run("Set-HolySheepProvider nobody -ApiKey $args[0] -ConfigPath $config; Set-HolySheepProvider local -ApiKey $args[0] -ConfigPath $config", Key("a-key"));

        Assert.StartsWith("ProviderUnknown,", outcome.Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, outcome.Errors[0].CategoryInfo.Category);
        Assert.Contains("is called without a key", outcome.Errors[1].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_says_where_the_key_comes_from_and_whether_one_is_found_and_never_the_key()
    {
        Environment.SetEnvironmentVariable("PROVIDER_TESTS_KEY", KeyMarker.Value);
        Configure("\"apiKey\": [ \"env:NOT_SET_ANYWHERE\", \"env:PROVIDER_TESTS_KEY\" ]");
        var outcome = Run("Get-HolySheepProvider -ConfigPath $config").ThrowOnError();
        var local = outcome.Output.Single(provider => provider.ToString() == "local");
        var builtIn = outcome.Output.Single(provider => provider.ToString() == "holysheep");

        Assert.Equal((true, "env:PROVIDER_TESTS_KEY", true), (local.Properties["KeyFound"].Value, local.Properties["KeySource"].Value, local.Properties["IsDefault"].Value));
        Assert.False((bool)builtIn.Properties["KeyFound"].Value);
        Assert.Contains("env:HOLYSHEEP_API_KEY (not set)", (string)builtIn.Properties["KeyProblem"].Value, StringComparison.Ordinal);
        Assert.Empty(KeyMarker.FindInText(PSSerializer.Serialize(outcome.Output, 5)));
        Assert.Empty(Provider.Requests);
    }

    [Fact]
    public void A_name_that_is_not_configured_is_an_error_and_a_pattern_that_fits_nothing_is_not()
    {
        var outcome = Run("Get-HolySheepProvider loca, LOC*, nope* -ConfigPath $config");

        Assert.Equal("local", outcome.Output.Single().ToString());
        Assert.StartsWith("ProviderUnknown,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("loca", outcome.Errors[0].TargetObject);
    }

    [Fact]
    public void A_provider_in_use_stays_unless_its_uses_may_go_too()
    {
        Run("Set-HolySheepModel gpt-4.1 local/gpt-4.1 -ConfigPath $config").ThrowOnError();
        var refused = Assert.Single(Run("Get-HolySheepProvider local -ConfigPath $config | Remove-HolySheepProvider -ConfigPath $config").Errors);
        Assert.NotNull(Node("providers", "local"));
        Run("Remove-HolySheepProvider local -Force -ConfigPath $config").ThrowOnError();

        Assert.StartsWith("ProviderInUse,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("the model gpt-4.1, defaults.provider", refused.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", refused.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["holysheep"], Run("Get-HolySheepProvider -ConfigPath $config").ThrowOnError().Output.Select(provider => provider.ToString()));
    }

    [Fact]
    public void A_removed_provider_takes_its_key_of_the_session_along()
    {
        Run("Set-HolySheepProvider other http://o.example -ApiKey $args[0] -ConfigPath $config; Remove-HolySheepProvider other -ConfigPath $config", Key("a-key")).ThrowOnError();
        Run("Set-HolySheepProvider other http://o.example -ConfigPath $config").ThrowOnError();

        Assert.False((bool)Run("(Get-HolySheepProvider other -ConfigPath $config).KeyFound").ThrowOnError().Output.Single().BaseObject);
    }

    [Fact]
    public void A_test_gives_one_object_each_in_order_with_its_verdict()
    {
        using var dead = DeadEndpoint.Refusing();
        Run("Set-HolySheepProvider dead $args[0] -ApiKeyReference none -ConfigPath $config; Set-HolySheepProvider keyless http://k.example -ApiKeyReference env:NOT_SET_ANYWHERE -ConfigPath $config", dead.BaseUrl).ThrowOnError();
        var tests = Run("'local', 'dead', 'keyless' | Test-HolySheepProvider -ConfigPath $config").ThrowOnError().Output;

        Assert.Equal(["local: Fine", "dead: Unreachable", "keyless: KeyMissing"], tests.Select(test => test.ToString()));
        Assert.True((TimeSpan)tests[0].Properties["Latency"].Value > TimeSpan.Zero);
        Assert.Equal("local: ModelUnknown", Run("Test-HolySheepProvider local gpt-4.2 -ConfigPath $config").ThrowOnError().Output.Single().ToString());
    }

    [Fact]
    public void Without_a_name_all_that_are_in_use_are_tested_and_an_unknown_one_is_an_error()
    {
        Assert.Equal(["local: Fine"], Run("Test-HolySheepProvider -ConfigPath $config").ThrowOnError().Output.Select(test => test.ToString()));
        Assert.StartsWith("ProviderUnknown,", Assert.Single(Run("Test-HolySheepProvider nobody -ConfigPath $config").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static System.Security.SecureString Key(string text) => new NetworkCredential("", text).SecurePassword;

    private JsonObject Node(string section, string name) => JsonNode.Parse(File.ReadAllText(Home.ConfigPath))![section]![name]!.AsObject();
}
