using System.Net;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Inspection;

/// <summary>A provider whose kind, address or key is another's is told how to become right.</summary>
public sealed class VerdictHintTests
{
    [Theory]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "set its kind to 'openai'")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions", "set its kind to 'openai'")]
    [InlineData("gemini", "https://api.example.invalid", "/v1beta")]
    [InlineData("openai", "https://generativelanguage.googleapis.com/v1beta", "set its kind to 'gemini'")]
    [InlineData("openai", "https://generativelanguage.googleapis.com/v1beta/openai", "/v1.")]
    [InlineData("openai", "https://api.example.invalid/v2", "/v1.")]
    [InlineData("anthropic", "https://api.openai.com/v1", "one of OpenAI, where the kind is 'openai'")]
    [InlineData("gemini", "https://api.groq.com/openai/v1", "one of Groq, where the kind is 'openai'")]
    [InlineData("anthropic", "https://api.deepseek.com", "its preset to 'deepseek'")]
    [InlineData("openai", "https://api.perplexity.ai/v1", "where the kind is 'openai-responses'")]
    [InlineData("openai-responses", "https://api.openai.com/v1", "/v1.")]
    [InlineData("openai", "https://api.anthropic.com/v1", "/v1.")]
    public async Task A_wrong_kind_for_an_address_is_reported(string kind, string baseUrl, string said)
    {
        var result = await TestAsync(kind, baseUrl, "key", """{"error":{"code":404,"message":"","status":"NOT_FOUND"}}""", HttpStatusCode.NotFound);
        Assert.Equal(ProviderVerdict.ReplyUnexpected, result.Verdict);
        Assert.Contains(said, result.Hint);
    }

    [Theory]
    [InlineData("gemini", "https://generativelanguage.googleapis.com", "sk-ant-api03-0123456789abcdefghij", "Anthropic")]
    [InlineData("gemini", "https://aiplatform.googleapis.com/v1/publishers/google", "gsk_0123456789abcdefghij0123", "Groq")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com", "AIzaSyD0123456789abcdefghij0123456789ab", null)]
    [InlineData("gemini", "https://generativelanguage.googleapis.com", "sk-0123456789abcdefghij0123", null)]
    [InlineData("openai", "https://api.groq.com/openai/v1", "AIzaSyD0123456789abcdefghij0123456789ab", "Google")]
    [InlineData("openai", "https://generativelanguage.googleapis.com/v1beta/openai", "AIzaSyD0123456789abcdefghij0123456789ab", null)]
    public async Task A_key_of_another_vendor_is_recognised_by_its_prefix(string kind, string baseUrl, string key, string? vendor)
    {
        foreach (var status in new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden })
        {
            var result = await TestAsync(kind, baseUrl, key, """{"error":{"message":"API key not valid.","details":[{"reason":"API_KEY_INVALID"}]}}""", status);
            Assert.Equal(ProviderVerdict.KeyRefused, result.Verdict);
            Assert.Equal(vendor is not null, result.Hint!.Contains("begins with"));
            Assert.Contains(vendor ?? "", result.Hint);
            Assert.DoesNotContain(key, result.ToString());
        }
    }

    private static async Task<ProviderTestResult> TestAsync(string kind, string baseUrl, string key, string reply, HttpStatusCode status)
    {
        using var home = new TempHome().Set("A", key);
        home.WriteConfig($$"""{ "providers": { "local": { "kind": "{{kind}}", "baseUrl": "{{baseUrl}}", "apiKey": "env:A" } } }""");
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = new ConfigurationFile(null, home.Environment).Read(),
            Environment = home.Environment,
            Handler = new FakeNetwork((_, _) => Task.FromResult(FakeNetwork.Json(reply, status))),
        });
        return await client.TestProviderAsync("local", null);
    }
}
