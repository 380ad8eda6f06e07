using System.Linq;
using Xunit;

namespace HolySheep.Catalog.Spellings;

/// <summary>The ids of one model at different hosts, as their documentation and lists have them.</summary>
public sealed class ModelSpellingTests
{
    [Theory]
    // Amazon Bedrock: in one region, in an area, everywhere; with and without a date and a revision; as an ARN.
    [InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", "Regional")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", "Regional")]
    [InlineData("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", "Same")]
    [InlineData("apac.anthropic.claude-sonnet-4-20250514-v1:0", "claude-sonnet-4-0", "Regional")]
    [InlineData("au.anthropic.claude-opus-4-6-v1", "claude-opus-4-6", "Regional")]
    [InlineData("jp.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5", "Regional")]
    [InlineData("eu.anthropic.claude-fable-5", "claude-fable-5", "Regional")]
    [InlineData("anthropic.claude-opus-4-7", "claude-opus-4-7", "Regional")]
    [InlineData("global.anthropic.claude-opus-5-5", "claude-opus-5-5", "Same")]
    [InlineData("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-1-20250805-v1:0", "claude-opus-4-1", "Regional")]
    [InlineData("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-6", "claude-sonnet-4-6", "Regional")]
    [InlineData("arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", "Regional")]
    [InlineData("moonshotai.kimi-k2.5", "kimi-k2.5", "OfHost")]
    [InlineData("moonshot.kimi-k2-thinking", "kimi-k2-thinking", "OfHost")]
    [InlineData("minimax.minimax-m2", "MiniMax-M2", "OfHost")]
    // Vertex AI.
    [InlineData("claude-sonnet-4-5@20250929", "claude-sonnet-4.5", "RegionUnknown")]
    [InlineData("claude-opus-4-1@20250805", "claude-opus-4-1", "RegionUnknown")]
    [InlineData("claude-opus-4-6@default", "claude-opus-4-6", "RegionUnknown")]
    [InlineData("google/gemini-2.5-pro", "gemini-2.5-pro", "Same")]
    // OpenRouter, GitHub, Vercel.
    [InlineData("anthropic/claude-sonnet-4.5", "claude-sonnet-4.5", "Same")]
    [InlineData("openai/gpt-4.1-mini", "gpt-4.1-mini", "Same")]
    [InlineData("openai/gpt-4.1-2025-04-14", "gpt-4.1", "Same")]
    [InlineData("x-ai/grok-4.3", "grok-4.3", "Same")]
    [InlineData("mistral/codestral-2508", "codestral-2508", "Same")]
    // Together, DeepInfra, SiliconFlow, Hugging Face, Fireworks.
    [InlineData("moonshotai/Kimi-K2.5", "kimi-k2.5", "Same")]
    [InlineData("zai-org/GLM-5.2", "glm-5.2", "Same")]
    [InlineData("MiniMaxAI/MiniMax-M2.7", "MiniMax-M2.7", "Same")]
    [InlineData("deepseek-ai/DeepSeek-V3.2", "deepseek-v3.2", "Same")]
    [InlineData("accounts/fireworks/models/kimi-k2p5", "kimi-k2.5", "OfHost")]
    [InlineData("accounts/fireworks/models/glm-5p2", "glm-5.2", "OfHost")]
    [InlineData("accounts/fireworks/models/kimi-k2-thinking", "kimi-k2-thinking", "OfHost")]
    // Azure answers with the base model; its date is listed.
    [InlineData("gpt-4.1-2025-04-14", "gpt-4.1", "Same")]
    [InlineData("GPT-5-mini-2025-08-07", "gpt-5-mini", "Same")]
    public void A_hosts_id_leads_to_the_model(string id, string model, string price)
    {
        var found = ModelCatalog.Embedded.FindSpelled(id);
        Assert.Equal((model, price), (found?.Entry.Id, found?.Price.ToString()));
    }

    [Theory]
    [InlineData("gpt-4.1-micro"), InlineData("openai/gpt-4.1-micro"), InlineData("gpt-4o-2024-05-13"), InlineData("openai/gpt-4o-2024-05-13"), InlineData("chatgpt-4o-latest")]
    [InlineData("openai/gpt-4.1:free"), InlineData("anthropic/claude-sonnet-4.5:thinking"), InlineData("openai/gpt-4o:extended"), InlineData("deepseek/deepseek-v3.2:nitro"), InlineData("x-ai/grok-4.3:online")]
    [InlineData("ft:gpt-4.1-mini-2025-04-14:acme::abc123"), InlineData("ft:gpt-4o-2024-08-06:acme:support:9xyz"), InlineData("gpt-4o-mini-2024-07-18.ft-0f1e2d"), InlineData("tunedModels/my-gemini-2.5-flash")]
    [InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0:200k"), InlineData("arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123"), InlineData("arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abc")]
    [InlineData("projects/p/locations/l/endpoints/123"), InlineData("claude-sonnet-4-5@20990101"), InlineData("xx.anthropic.claude-opus-4-7"), InlineData("anthropic.claude-nothing-9")]
    [InlineData("accounts/acme/models/kimi-k2p5"), InlineData("accounts/fireworks/models/kimi-k2p5#accounts/acme/deployments/d1"), InlineData("acme/gpt-4.1"), InlineData("Qwen/gpt-4.1/x"), InlineData("gpt-4.1@"), InlineData("openai/"), InlineData("/gpt-4.1")]
    [InlineData("mistral-large-latest"), InlineData("openai/gpt-oss-120b"), InlineData("openai.gpt-oss-120b-1:0"), InlineData("kimi-k2p5"), InlineData("llama3.2:3b")]
    public void What_is_not_exactly_a_known_model_leads_to_none(string id) => Assert.Null(ModelCatalog.Embedded.FindSpelled(id)?.Entry.Id);

    [Theory]
    [InlineData("openai/gpt-4.1:free", true), InlineData("ft:gpt-4.1:acme::1", true), InlineData("curie:ft-acme-2021", true), InlineData("gpt-4o-mini-2024-07-18.ft-1", true), InlineData("llama3.2:3b", true)]
    [InlineData("accounts/acme/models/x", true), InlineData("arn:aws:bedrock:us-east-1:1:provisioned-model/x", true), InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0:28k", true)]
    [InlineData("my-deployment", false), InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", false), InlineData("amazon.nova-pro-v1:0", false), InlineData("openai.gpt-oss-120b-1:0", false)]
    [InlineData("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-7", false), InlineData("accounts/fireworks/models/x", false), InlineData("openai/gpt-4.1", false)]
    public void An_id_that_is_charged_apart_says_so(string id, bool isApart) => Assert.Equal(isApart, ModelSpelling.HasOwnPrice(id));

    [Fact]
    public void No_rule_leads_a_listed_name_elsewhere() => Assert.All(
        ModelCatalog.Embedded.Entries.SelectMany(entry => entry.Spellings.Concat(entry.Aliases).Append(entry.Id).Select(name => (name, entry.Id))),
        listed => Assert.All(ModelSpelling.Of(listed.name), spelled => Assert.True((ModelCatalog.Embedded.FindListed(spelled.Id)?.Id ?? listed.Id) == listed.Id, listed.name)));
}
