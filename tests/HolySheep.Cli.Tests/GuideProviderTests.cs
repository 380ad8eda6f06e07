using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>The configurations of the guides on providers, called at the vendors' own addresses, which a proxy leads to a provider of the test.</summary>
public sealed class GuideProviderTests
{
    private const string Add = "docs/guides/add-a-provider.md", Clouds = "docs/guides/azure-bedrock-vertex.md", Keys = "docs/guides/keys.md";

    private static readonly string[] Hosts =
    [
        "api.groq.com", "api.cloudflare.com", "contoso.openai.azure.com", "bedrock-runtime.eu-west-1.amazonaws.com", "bedrock-mantle.eu-west-1.api.aws",
        "europe-west1-aiplatform.googleapis.com", "aiplatform.googleapis.com",
    ];

    // A key for each variable that a guide names, by the part of the variable that tells them apart.
    private static readonly string[] Variables = ["GROQ_API_KEY", "SECOND_GROQ_KEY", "GROQ_KEY_A", "GROQ_KEY_B", "CLOUDFLARE_API_TOKEN", "AZURE_OPENAI_API_KEY", "AWS_BEARER_TOKEN_BEDROCK"];

    [Theory]
    [InlineData(Add, "groq/openai/gpt-oss-120b", "https://api.groq.com/openai/v1/chat/completions", "authorization", "Bearer key-of-GROQ_API_KEY")]
    [InlineData(Add, "gpt-4.1", "https://api.groq.com/openai/v1/chat/completions", "authorization", "Bearer key-of-GROQ_API_KEY")]
    [InlineData(Add, "second-groq/openai/gpt-oss-120b", "https://api.groq.com/openai/v1/chat/completions", "authorization", "Bearer key-of-SECOND_GROQ_KEY")]
    [InlineData(Add, "cloudflare/@cf/meta/llama-3", "https://api.cloudflare.com/client/v4/accounts/0123abcd/ai/v1/chat/completions", "authorization", "Bearer key-of-CLOUDFLARE_API_TOKEN")]
    [InlineData(Clouds, "gpt-4.1", "https://contoso.openai.azure.com/openai/v1/chat/completions", "api-key", "key-of-AZURE_OPENAI_API_KEY")]
    [InlineData(Clouds, "azure/o3-pro", "https://contoso.openai.azure.com/openai/v1/responses", "api-key", "key-of-AZURE_OPENAI_API_KEY")]
    [InlineData(Clouds, "claude-opus-4-7", "https://bedrock-mantle.eu-west-1.api.aws/anthropic/v1/messages", "x-api-key", "key-of-AWS_BEARER_TOKEN_BEDROCK")]
    [InlineData(Clouds, "bedrock/moonshotai.kimi-k2.5", "https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1/chat/completions", "authorization", "Bearer key-of-AWS_BEARER_TOKEN_BEDROCK")]
    [InlineData(Clouds, "gemini-3.8-flash", "https://europe-west1-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west1/endpoints/openapi/chat/completions", "authorization", "Bearer token-of-auth-print-access-token")]
    public async Task The_configuration_of_a_guide_asks_the_vendor_at_its_address_with_its_key(string guide, string model, string address, string header, string value)
    {
        await using var stage = new Stage(Readme.Snippets("json", guide).First());
        await stage.AskAsync(model);
        var request = Assert.Single(stage.Provider.Requests);
        Assert.Equal((address, value), ($"https://{request.Headers["host"]}{request.Path}", request.Headers[header]));
    }

    [Theory]
    [InlineData(Clouds, "vertex/google/gemini-3.8-flash", "europe-west1-aiplatform.googleapis.com", "Bearer token-of-auth-print-access-token")]
    [InlineData(Keys, "vertex/google/gemini-3.8-flash", "aiplatform.googleapis.com", "Bearer token-of-auth-print-access-token")]
    [InlineData(Keys, "groq/openai/gpt-oss-120b", "api.groq.com", "Bearer key-of-GROQ_KEY_A")]
    [InlineData(Add, "cloudflare/@cf/meta/llama-3", "api.cloudflare.com", "Bearer key-of-CLOUDFLARE_API_TOKEN")]
    public async Task What_the_lines_of_a_guide_configure_can_be_called(string guide, string model, string host, string authorization)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The blocks are for a POSIX shell.
        }

        await using var stage = new Stage("{}");
        foreach (var line in Readme.Snippets("bash", guide).SelectMany(block => block.Split('\n')).Where(line => line.StartsWith("holysheep providers set ", StringComparison.Ordinal)))
        {
            var set = await BuiltCommand.RunAsync(stage.Home, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            Assert.True(set.ExitCode == 0, $"{line}\n{set.Stderr}");
        }

        await stage.AskAsync(model);
        var request = Assert.Single(stage.Provider.Requests);
        Assert.Equal((host, authorization), (request.Headers["host"], request.Headers["authorization"]));
    }

    /// <summary>A home with the keys of the guides, a program called gcloud, and a proxy to the provider.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly ScriptedProxy _proxy;

        public Stage(string configuration)
        {
            _proxy = new ScriptedProxy { Route = _ => new Uri($"tcp://127.0.0.1:{Provider.Port}") };
            var node = JsonNode.Parse(configuration)!.AsObject();
            node["network"] = new JsonObject { ["proxy"] = _proxy.Url.ToString(), ["caFile"] = Provider.CaFile };
            Home.WriteConfig(node.ToJsonString());
            foreach (var variable in Variables)
            {
                Home.Set(variable, "key-of-" + variable);
            }

            var program = Home.WriteFile(OperatingSystem.IsWindows() ? "gcloud.cmd" : "gcloud", OperatingSystem.IsWindows() ? "@echo token-of-%1-%2\r\n" : "#!/bin/sh\necho token-of-$1-$2\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            Home.Set("PATH", Home.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        }

        public ScriptedProvider Provider { get; } = new("vendor", tls: true, Hosts);

        public TempHome Home { get; } = new();

        public async Task AskAsync(string model)
        {
            var result = await BuiltCommand.RunAsync(Home, "chat", "How high?", "--model", model);
            Assert.True(result.ExitCode == 0, result.Stderr);
        }

        public async ValueTask DisposeAsync()
        {
            await _proxy.DisposeAsync();
            await Provider.DisposeAsync();
            Home.Dispose();
        }
    }
}
