using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class PresetTests : ChatFixture
{
    [Fact]
    public void A_preset_is_set_by_its_name_alone_and_shown_with_its_address()
    {
        var outcome = Run("Set-HolySheepProvider groq -PassThru -ConfigPath $config").ThrowOnError();

        Assert.Equal("{}", Node("providers", "groq").ToJsonString());
        var provider = outcome.Output.Single();
        Assert.Equal(("groq", "https://api.groq.com/openai/v1", false), (provider.Properties["Preset"].Value, provider.Properties["BaseUrl"].Value.ToString(), provider.Properties["KeyFound"].Value));
        Assert.Contains("GROQ_API_KEY", (string)provider.Properties["KeyHint"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preset_under_another_name_takes_what_is_given_and_goes_through_Get_and_Set()
    {
        Run("Set-HolySheepProvider mine $args[0] -Preset openrouter -ApiKeyReference none -Default -ConfigPath $config", Provider.BaseUrl).ThrowOnError();
        Run("Get-HolySheepProvider mine -ConfigPath $config | Set-HolySheepProvider -ConfigPath $config").ThrowOnError();

        Assert.Equal("openrouter", Node("providers", "mine")["preset"]!.GetValue<string>());
        Assert.Equal("mine", Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError().Output.Single().Properties["Provider"].Value);
    }

    [Fact]
    public void Parts_of_an_address_are_given_as_a_table_and_a_wrong_one_is_one_error()
    {
        Run("Set-HolySheepProvider cloudflare -Setting @{ accountId = 'abc' } -ConfigPath $config").ThrowOnError();
        Assert.Equal("""{"accountId":"abc"}""", Node("providers", "cloudflare").ToJsonString());

        var outcome = Run("Set-HolySheepProvider bedrock -Setting @{ regoin = 'eu' } -ConfigPath $config");
        Assert.Contains("did you mean 'region'?", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_completes_an_address_later_in_the_session_is_read_then()
    {
        const string Variable = "CLOUDFLARE_ACCOUNT_ID";
        Run("Set-HolySheepProvider cloudflare -ApiKeyReference none -ConfigPath $config").ThrowOnError();
        try
        {
            var before = Run("(Get-HolySheepProvider cloudflare -ConfigPath $config).KeyProblem").ThrowOnError();
            var after = Run($"$env:{Variable} = 'later-1'; (Get-HolySheepProvider cloudflare -ConfigPath $config).BaseUrl.AbsoluteUri").ThrowOnError();

            Assert.Contains("needs the id of the Cloudflare account", before.Output.Single().ToString(), StringComparison.Ordinal);
            Assert.Equal("https://api.cloudflare.com/client/v4/accounts/later-1/ai/v1", after.Output.Single().ToString());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void Presets_are_listed_by_pattern_with_their_source_and_an_unknown_one_is_an_error_with_the_nearest()
    {
        var outcome = Run("Get-HolySheepProvider gro*, mistrall -Preset -ConfigPath $config");

        var preset = Assert.Single(outcome.Output);
        Assert.Equal(("groq", "openai", "2026-11-28"), (preset.Properties["Name"].Value, preset.Properties["Kind"].Value, preset.Properties["SourceDate"].Value));
        Assert.Contains("did you mean 'mistral'?", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_of_keys_is_written_with_its_order_and_goes_through_Get_and_Set()
    {
        Run("Set-HolySheepProvider groq -ApiKeyReference env:A, env:B -KeyOrder Spread -ConfigPath $config").ThrowOnError();
        Run("Get-HolySheepProvider groq -ConfigPath $config | Set-HolySheepProvider -ConfigPath $config").ThrowOnError();

        Assert.Equal(("""["env:A","env:B"]""", "spread"), (Node("providers", "groq")["apiKey"]!.ToJsonString(), Node("providers", "groq")["keys"]!.GetValue<string>()));
        Assert.Contains("'failover' or 'spread'", Assert.Single(Run("Set-HolySheepProvider groq -KeyOrder both -ConfigPath $config").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_command_is_written_goes_through_Get_and_Set_and_is_taken_out_by_an_empty_list()
    {
        Run("Set-HolySheepProvider vertex -Setting @{ project = 'p' } -ApiKeyCommand gcloud, auth, 'two words' -ApiKeyLifetimeSec 1200 -ConfigPath $config").ThrowOnError();
        var written = Node("providers", "vertex").ToJsonString();
        Run("Get-HolySheepProvider vertex -ConfigPath $config | ConvertTo-Json | ConvertFrom-Json | Set-HolySheepProvider -ConfigPath $config").ThrowOnError();

        Assert.Equal("""{"project":"p","apiKey":{"command":["gcloud","auth","two words"],"ttlSec":1200}}""", written);
        Assert.Equal("""{"command":["gcloud","auth","two words"],"ttlSec":1200}""", Node("providers", "vertex")["apiKey"]!.ToJsonString());

        var both = Run("Set-HolySheepProvider vertex -ApiKeyCommand gcloud -ApiKeyReference env:K -ConfigPath $config");
        Assert.Contains("not both", Assert.Single(both.Errors).ToString(), StringComparison.Ordinal);
        Run("Set-HolySheepProvider vertex -ApiKeyCommand @() -ConfigPath $config").ThrowOnError();
        Assert.Null(Node("providers", "vertex")["apiKey"]);
    }

    private JsonObject Node(string section, string name) => JsonNode.Parse(File.ReadAllText(Home.ConfigPath))![section]![name]!.AsObject();
}
