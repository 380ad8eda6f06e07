using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>The list of models of the Gemini wire.</summary>
public sealed class ModelListTests
{
    [Fact]
    public async Task All_pages_are_read_and_only_what_generates_content_is_listed()
    {
        await using var talk = new GeminiTalk("gemini-a", "https://h.invalid/v1beta?team=1")
            .Sends("""{"models":[{"name":"models/gemini-a","inputTokenLimit":1048576,"outputTokenLimit":65536,"supportedGenerationMethods":["generateContent","countTokens"]},{"name":"models/embed","supportedGenerationMethods":["embedContent"]},{"name":"models/imagen","supportedGenerationMethods":["predict"]}],"nextPageToken":"a/b+c="}""")
            .Sends("""{"models":[{"name":"models/gemini-b"},{"name":"tunedModels/mine","supportedGenerationMethods":["generateContent"]},{"displayName":"x"},7,{"name":"publishers/google/models/gemini-c","supportedActions":["generateContent"]}],"nextPageToken":""}""");
        var models = (await talk.Stage.Client.ListModelsAsync("one")).Models.Where(model => model.Available == true).ToList();
        var listed = models.Select(model => model.Id);
        Assert.Equal((1048576, 65536), (models.Single(model => model.Id == "gemini-a").ContextWindow, models.Single(model => model.Id == "gemini-a").MaxOutput));
        Assert.Null(models.Single(model => model.Id == "gemini-b").ContextWindow);
        Assert.Equal(["gemini-a", "gemini-b", "gemini-c", "tunedModels/mine"], listed.Order(StringComparer.Ordinal).Where(id => id != "alpha"));
        Assert.Equal(["/v1beta/models?team=1&pageSize=1000", "/v1beta/models?team=1&pageSize=1000&pageToken=a%2Fb%2Bc%3D"], talk.Asked.Select(asked => asked.Address.PathAndQuery));
        Assert.All(talk.Asked, asked => Assert.Equal("key-of-one", asked.Key));
    }

    [Theory]
    [InlineData("{}", true), InlineData("""{"models":[]}""", true), InlineData("""{"publisherModels":[{"name":"publishers/google/models/x"}]}""", true)]
    [InlineData("[]", false), InlineData("""{"object":"list","data":[{"id":"gpt"}]}""", false), InlineData("<html>", false), InlineData("""{"models":"none"}""", false), InlineData("""{"error":{"code":5}}""", false)]
    public async Task A_reply_that_is_not_a_list_is_unexpected(string body, bool isList)
    {
        await using var talk = new GeminiTalk().Sends(body);
        var result = await talk.Stage.Client.TestProviderAsync("one", null);
        Assert.Equal(isList, result.Succeeded);
    }

    [Theory]
    [InlineData(400, "API_KEY_INVALID", "KeyRefused"), InlineData(403, "API_KEY_SERVICE_BLOCKED", "KeyRefused"), InlineData(404, "x", "ReplyUnexpected"), InlineData(503, "x", "ProviderFailed")]
    public async Task A_test_of_the_provider_says_what_is_wrong(int status, string reason, string verdict)
    {
        await using var talk = new GeminiTalk().Sends($$$$"""{"error":{"code":{{{{status}}}},"message":"scripted","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"{{{{reason}}}}"}]}}""", (HttpStatusCode)status);
        var result = await talk.Stage.Client.TestProviderAsync("one", null);
        Assert.Equal(verdict, result.Verdict.ToString());
        Assert.NotNull(result.Hint);
    }
}
