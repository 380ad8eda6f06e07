using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Inspection;

/// <summary>The sizes of models that providers' lists tell.</summary>
public sealed class ModelLimitsTests
{
    [Theory]
    [InlineData("""{"id":"x","context_length":131072,"max_completion_tokens":8192}""", 131072, 8192), InlineData("""{"id":"x","max_model_len":4096}""", 4096, null)]
    [InlineData("""{"id":"x","max_input_tokens":200000,"max_tokens":64000}""", 200000, 64000), InlineData("""{"id":"x","context_window":32768}""", 32768, null)]
    [InlineData("""{"id":"x","context_length":"long","max_model_len":-1,"max_tokens":1e20}""", null, null), InlineData("""{"id":"x"}""", null, null), InlineData("\"x\"", null, null)]
    public void A_size_is_read_by_the_names_that_providers_give_it(string model, int? window, int? output)
    {
        var limits = ModelLimits.Of(JsonElement.Parse(model));
        Assert.Equal((window, output), (limits?.ContextWindow, limits?.MaxOutput));
    }

    [Fact]
    public async Task A_list_fills_what_the_catalog_does_not_know_and_no_more()
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(request => request.Method == "GET" ? Reply.Json(200, """{"data":[{"id":"unheard-of","context_length":5000},{"id":"gpt-4.1","context_length":5000}]}""") : null);
        var models = (await stage.Client.ListModelsAsync("one")).Models;
        Assert.Equal(5000, models.Single(model => model.Id == "unheard-of").ContextWindow);
        Assert.Equal(128_000, models.Single(model => model.Id == "gpt-4.1").ContextWindow);
    }
}
