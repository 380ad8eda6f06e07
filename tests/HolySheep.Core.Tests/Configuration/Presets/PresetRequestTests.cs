using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Harness;
using HolySheep.Providers.Inspection;
using Xunit;

namespace HolySheep.Configuration.Presets;

/// <summary>The request that each preset builds from its name, a key and, where the address has parts, those parts.</summary>
public sealed class PresetRequestTests : IDisposable
{
    private const string Key = "key-0123456789-abcdefghij";
    private const string NoList = "";

    // As the vendors document them; a preset whose wire format is not spoken yet has a row all the same.
    private static readonly Dictionary<string, (string Variable, string Answer, string Models)> Documented = new()
    {
        ["holysheep"] = ("HOLYSHEEP_API_KEY", "https://api.holysheep.ai/v1/chat/completions", "https://api.holysheep.ai/v1/models"),
        ["holysheep-anthropic"] = ("HOLYSHEEP_API_KEY", "https://api.holysheep.ai/v1/messages", "https://api.holysheep.ai/v1/models"),
        ["openai"] = ("OPENAI_API_KEY", "https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1/models"),
        ["anthropic"] = ("ANTHROPIC_API_KEY", "https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1/models"),
        ["anthropic-compat"] = ("ANTHROPIC_API_KEY", "https://api.anthropic.com/v1/chat/completions", "https://api.anthropic.com/v1/models"),
        ["gemini"] = ("GEMINI_API_KEY", "https://generativelanguage.googleapis.com/v1beta/models/m:generateContent", "https://generativelanguage.googleapis.com/v1beta/models"),
        ["gemini-compat"] = ("GEMINI_API_KEY", "https://generativelanguage.googleapis.com/v1beta/openai/chat/completions", "https://generativelanguage.googleapis.com/v1beta/openai/models"),
        ["vertex"] = ("TEST_TOKEN", "https://aiplatform.googleapis.com/v1/projects/PROJECT/locations/global/endpoints/openapi/chat/completions", NoList),
        ["vertex-express"] = ("GOOGLE_API_KEY", "https://aiplatform.googleapis.com/v1/publishers/google/models/m:generateContent", NoList),
        ["azure"] = ("AZURE_OPENAI_API_KEY", "https://RESOURCE.openai.azure.com/openai/v1/chat/completions", "https://RESOURCE.openai.azure.com/openai/v1/models"),
        ["bedrock"] = ("AWS_BEARER_TOKEN_BEDROCK", "https://bedrock-runtime.REGION.amazonaws.com/openai/v1/chat/completions", "https://bedrock-runtime.REGION.amazonaws.com/openai/v1/models"),
        ["bedrock-mantle"] = ("AWS_BEARER_TOKEN_BEDROCK", "https://bedrock-mantle.REGION.api.aws/v1/chat/completions", "https://bedrock-mantle.REGION.api.aws/v1/models"),
        ["bedrock-anthropic"] = ("AWS_BEARER_TOKEN_BEDROCK", "https://bedrock-mantle.REGION.api.aws/anthropic/v1/messages", "https://bedrock-mantle.REGION.api.aws/v1/models"),
        ["mistral"] = ("MISTRAL_API_KEY", "https://api.mistral.ai/v1/chat/completions", "https://api.mistral.ai/v1/models"),
        ["groq"] = ("GROQ_API_KEY", "https://api.groq.com/openai/v1/chat/completions", "https://api.groq.com/openai/v1/models"),
        ["deepseek"] = ("DEEPSEEK_API_KEY", "https://api.deepseek.com/chat/completions", "https://api.deepseek.com/models"),
        ["xai"] = ("XAI_API_KEY", "https://api.x.ai/v1/chat/completions", "https://api.x.ai/v1/models"),
        ["openrouter"] = ("OPENROUTER_API_KEY", "https://openrouter.ai/api/v1/chat/completions", "https://openrouter.ai/api/v1/models"),
        ["together"] = ("TOGETHER_API_KEY", "https://api.together.xyz/v1/chat/completions", "https://api.together.xyz/v1/models"),
        ["fireworks"] = ("FIREWORKS_API_KEY", "https://api.fireworks.ai/inference/v1/chat/completions", "https://api.fireworks.ai/inference/v1/models"),
        ["cohere"] = ("COHERE_API_KEY", "https://api.cohere.ai/compatibility/v1/chat/completions", NoList),
        ["perplexity"] = ("PERPLEXITY_API_KEY", "https://api.perplexity.ai/v1/responses", "https://api.perplexity.ai/v1/models"),
        ["cerebras"] = ("CEREBRAS_API_KEY", "https://api.cerebras.ai/v1/chat/completions", "https://api.cerebras.ai/v1/models"),
        ["sambanova"] = ("SAMBANOVA_API_KEY", "https://api.sambanova.ai/v1/chat/completions", "https://api.sambanova.ai/v1/models"),
        ["nvidia"] = ("NVIDIA_API_KEY", "https://integrate.api.nvidia.com/v1/chat/completions", "https://integrate.api.nvidia.com/v1/models"),
        ["moonshot"] = ("MOONSHOT_API_KEY", "https://api.moonshot.ai/v1/chat/completions", "https://api.moonshot.ai/v1/models"),
        ["moonshot-cn"] = ("MOONSHOT_API_KEY", "https://api.moonshot.cn/v1/chat/completions", "https://api.moonshot.cn/v1/models"),
        ["zai"] = ("ZAI_API_KEY", "https://api.z.ai/api/paas/v4/chat/completions", NoList),
        ["qwen"] = ("DASHSCOPE_API_KEY", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1/models"),
        ["minimax"] = ("MINIMAX_API_KEY", "https://api.minimax.io/v1/chat/completions", "https://api.minimax.io/v1/models"),
        ["siliconflow"] = ("SILICONFLOW_API_KEY", "https://api.siliconflow.com/v1/chat/completions", "https://api.siliconflow.com/v1/models"),
        ["siliconflow-cn"] = ("SILICONFLOW_API_KEY", "https://api.siliconflow.cn/v1/chat/completions", "https://api.siliconflow.cn/v1/models"),
        ["github"] = ("GITHUB_TOKEN", "https://models.github.ai/inference/chat/completions", "https://models.github.ai/catalog/models"),
        ["huggingface"] = ("HF_TOKEN", "https://router.huggingface.co/v1/chat/completions", "https://router.huggingface.co/v1/models"),
        ["cloudflare"] = ("CLOUDFLARE_API_TOKEN", "https://api.cloudflare.com/client/v4/accounts/ACCOUNT/ai/v1/chat/completions", NoList),
        ["ollama"] = ("", "http://127.0.0.1:11434/v1/chat/completions", "http://127.0.0.1:11434/v1/models"),
        ["lmstudio"] = ("", "http://127.0.0.1:1234/v1/chat/completions", "http://127.0.0.1:1234/v1/models"),
        ["vllm"] = ("", "http://127.0.0.1:8000/v1/chat/completions", "http://127.0.0.1:8000/v1/models"),
        ["llamacpp"] = ("", "http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080/v1/models"),
    };

    private readonly ConfigurationHome _home = new();
    private readonly List<HttpRequestMessage> _sent = [];

    public static TheoryData<string> Names => [.. KnownPresets.All.Select(preset => preset.Name)];

    public void Dispose()
    {
        _sent.ForEach(request => request.Dispose());
        _home.Dispose();
    }

    [Fact]
    public void Every_preset_of_the_file_has_a_documented_request() =>
        Assert.Equal(Documented.Keys.Order(), PresetFile.Embedded.Select(preset => preset.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_preset_builds_the_documented_request_from_its_name_and_a_key(string name)
    {
        var row = Prepare(name);
        using var client = Client();

        await Assert.ThrowsAnyAsync<Exception>(() => client.ChatAsync(Stage.Question() with { Model = "m", Providers = [name] }));

        var request = Assert.Single(_sent);
        Assert.Equal((HttpMethod.Post, Expected(row.Answer)), (request.Method, request.RequestUri!.AbsoluteUri));
        AssertKey(request, KnownPresets.Get(name), row.Variable);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_preset_lists_its_models_where_the_vendor_does(string name)
    {
        var row = Prepare(name);
        using var client = Client();

        var list = await client.ListModelsAsync(name);

        if (row.Models == NoList)
        {
            Assert.Empty(_sent);
            Assert.Empty(list.Warnings);
            return;
        }

        var request = Assert.Single(_sent);
        Assert.Equal((HttpMethod.Get, Expected(row.Models)), (request.Method, request.RequestUri!.GetLeftPart(UriPartial.Path)));
        AssertKey(request, KnownPresets.Get(name), row.Variable);
    }

    [Theory]
    [InlineData(404, ProviderVerdict.Fine)]
    [InlineData(405, ProviderVerdict.Fine)]
    [InlineData(401, ProviderVerdict.KeyRefused)]
    [InlineData(500, ProviderVerdict.ProviderFailed)]
    public async Task A_test_of_a_provider_without_a_list_says_what_it_could_not_check(int status, ProviderVerdict verdict)
    {
        Prepare("zai");
        using var client = Client(status);

        var result = await client.TestProviderAsync("zai");

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(verdict == ProviderVerdict.Fine, result.Message.Contains("the key was not checked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirected_list_is_where_the_file_says()
    {
        _home.Environment["GROQ_API_KEY"] = Key;
        _home.Write("""{ "providers": { "groq": { "modelsUrl": "http://127.0.0.1:9/list?all=1" } }, "defaults": { "provider": "groq" } }""");
        using var client = Client();

        await client.ListModelsAsync("groq");

        Assert.Equal("http://127.0.0.1:9/list?all=1", Assert.Single(_sent).RequestUri!.AbsoluteUri);
    }

    private static string Expected(string address) => address.Replace("RESOURCE", "contoso", StringComparison.Ordinal).Replace("REGION", "eu-west-1", StringComparison.Ordinal)
        .Replace("PROJECT", "my-project", StringComparison.Ordinal).Replace("ACCOUNT", "0123abcd", StringComparison.Ordinal);

    private static void AssertKey(HttpRequestMessage request, ProviderPreset preset, string variable)
    {
        var (header, value) = preset.Kind switch
        {
            "anthropic" => ("x-api-key", Key),
            "gemini" => ("x-goog-api-key", Key),
            "azure" => ("api-key", Key),
            _ => ("Authorization", "Bearer " + Key),
        };
        Assert.Equal(variable.Length == 0 ? null : value, request.Headers.TryGetValues(header, out var values) ? Assert.Single(values) : null);
    }

    private (string Variable, string Answer, string Models) Prepare(string name)
    {
        var row = Documented[name];
        foreach (var (variable, value) in new[] { ("AZURE_RESOURCE_NAME", "contoso"), ("AWS_REGION", "eu-west-1"), ("GOOGLE_CLOUD_PROJECT", "my-project"), ("CLOUDFLARE_ACCOUNT_ID", "0123abcd"), (row.Variable, Key) })
        {
            _home.Environment[variable] = value;
        }

        // Vertex has no key of its own: its token comes from a program.
        var token = name == "vertex" ? "\"apiKey\": \"env:TEST_TOKEN\"" : "";
        _home.Write($$"""{ "providers": { "{{name}}": { {{token}} } }, "defaults": { "provider": "{{name}}", "maxAttempts": 1 } }""");
        return row;
    }

    private HolySheepClient Client(int status = 400) => new(new HolySheepClientOptions
    {
        Configuration = _home.Open().Read(),
        Environment = _home.Variable,
        Handler = new FakeNetwork((request, _) =>
        {
            _sent.Add(request);
            return Task.FromResult(request.Method == HttpMethod.Get && status == 400
                ? FakeNetwork.Json("""{ "data": [ { "id": "m" } ] }""")
                : FakeNetwork.Json("""{ "error": { "message": "no" } }""", (System.Net.HttpStatusCode)status));
        }),
    });
}
