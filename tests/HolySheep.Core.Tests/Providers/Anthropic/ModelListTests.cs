using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.Providers.Inspection;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Anthropic;

/// <summary>Lists of models, and the test of a provider.</summary>
public sealed class ModelListTests
{
    [Fact]
    public async Task Every_page_is_read_with_key_and_version()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.Handle(request => Reply.Json(200, request.Path switch
        {
            "/v1/models?limit=1000" => """{"data":[{"type":"model","id":"claude-a"},{"type":"model","id":"claude-b"}],"has_more":true,"first_id":"claude-a","last_id":"claude-b/1"}""",
            "/v1/models?limit=1000&after_id=claude-b%2F1" => """{"data":[{"type":"model","id":"claude-c"}],"has_more":false,"last_id":"claude-c"}""",
            _ => throw new InvalidOperationException(request.Path),
        }));
        var listed = await stage.Client.ListModelsAsync("one");
        Assert.Equal(["claude-a", "claude-b", "claude-c"], listed.Models.Where(model => model.Available == true).Select(model => model.Id).Order());
        Assert.All(stage.One.Requests, request => Assert.Equal(("key-of-one", "2023-06-01"), (request.Header("x-api-key"), request.Header("anthropic-version"))));
    }

    [Theory]
    [InlineData("""{"data":[{"id":"claude-a"}]}""")]
    [InlineData("""{"data":[{"id":"claude-a"}],"has_more":true,"last_id":null}""")]
    [InlineData("""{"data":[{"id":"claude-a"}],"has_more":"true","last_id":"claude-a"}""")]
    public async Task A_list_that_names_no_next_page_ends(string body)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.Handle(_ => Reply.Json(200, body));
        Assert.Equal("claude-a", Assert.Single((await stage.Client.ListModelsAsync("one")).Models, model => model.Available == true).Id);
        Assert.Single(stage.One.Requests);
    }

    [Theory]
    [InlineData(401, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""", ProviderVerdict.KeyRefused)]
    [InlineData(403, """{"type":"error","error":{"type":"permission_error","message":"no"}}""", ProviderVerdict.KeyRefused)]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ProviderVerdict.ProviderFailed)]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"x"}}""", ProviderVerdict.RateLimited)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}""", ProviderVerdict.RateLimited)]
    public async Task A_provider_that_is_tested_has_the_verdict_of_its_answer(int status, string body, ProviderVerdict verdict)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.Handle(_ => Reply.Json(status, body));
        var result = await stage.Client.TestProviderAsync("one");
        Assert.Equal(verdict, result.Verdict);
        Assert.NotNull(result.Hint);
    }
}
