using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>Where requests of the Gemini wire go, from every spelling of a base URL.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("https://generativelanguage.googleapis.com", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/v1/", "https://generativelanguage.googleapis.com/v1")]
    [InlineData("https://generativelanguage.googleapis.com/v1alpha", "https://generativelanguage.googleapis.com/v1alpha")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent", "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent?x=1", "https://generativelanguage.googleapis.com/v1beta?x=1")]
    [InlineData("https://aiplatform.googleapis.com/v1/publishers/google", "https://aiplatform.googleapis.com/v1/publishers/google")]
    [InlineData("https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-pro:generateContent", "https://aiplatform.googleapis.com/v1/publishers/google")]
    [InlineData("https://gateway.invalid/google-ai-studio", "https://gateway.invalid/google-ai-studio/v1beta")]
    [InlineData("https://gateway.invalid/v1/acct/google-ai-studio/v1", "https://gateway.invalid/v1/acct/google-ai-studio/v1")]
    public void A_base_url_is_read_with_or_without_version_slash_and_path(string text, string address) =>
        Assert.Equal(address, BaseUrl.Normalise(text, ProviderKind.Gemini, out var fault)?.OriginalString + fault);

    [Theory]
    [InlineData("https://h.invalid/v1beta", "gemini-2.5-flash", "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse")]
    [InlineData("https://h.invalid/v1beta/", "models/gemini-2.5-flash", "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse")]
    [InlineData("https://h.invalid/v1beta?a=%20b", "tunedModels/mine-1", "/v1beta/tunedModels/mine-1:streamGenerateContent?a=%20b&alt=sse")]
    [InlineData("https://h.invalid/v1beta", "odd name?#/..", "/v1beta/models/odd%20name%3F%23%2F..:streamGenerateContent?alt=sse")]
    [InlineData("https://h.invalid/v1/publishers/google", "gemini-3-flash-preview", "/v1/publishers/google/models/gemini-3-flash-preview:streamGenerateContent?alt=sse")]
    public async Task A_model_stands_in_the_path(string baseUrl, string model, string path)
    {
        await using var talk = new GeminiTalk(baseUrl: baseUrl).Answers(CallMode.StreamedWire, GeminiTalk.Text("fine", GeminiTalk.Stop));
        await talk.AskAsync(CallMode.StreamedWire, Stage.Question() with { Model = "one/" + model });
        Assert.Equal(path, talk.Asked.Single().Address.PathAndQuery);
    }
}
