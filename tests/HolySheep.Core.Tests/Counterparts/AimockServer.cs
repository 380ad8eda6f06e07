using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Counterparts;

/// <summary>A server of several wires that was not written here, and clients of it.</summary>
public sealed class AimockServer : IAsyncLifetime
{
    private const string Listening = "listening on ";

    private const string Script = """
        { "fixtures": [
          { "match": { "userMessage": "weather", "hasToolResult": false }, "response": { "toolCalls": [ { "name": "get_weather", "arguments": "{\"city\":\"Zürich\",\"days\":[1,2]}" } ] } },
          { "match": { "userMessage": "weather", "hasToolResult": true }, "response": { "content": "It is sunny in Zürich." } },
          { "match": { "userMessage": "sheep" }, "response": { "content": "A sheep 🐑 says: bäh, and then it eats \"grass\".\n日本" } },
          { "match": { "userMessage": "limited" }, "response": { "error": { "message": "Rate limit exceeded", "type": "rate_limit_error" }, "status": 429 } },
          { "match": { "userMessage": "broken" }, "response": { "error": { "message": "The server had an error", "type": "server_error" }, "status": 500 } },
          { "match": { "userMessage": "key" }, "response": { "error": { "message": "Incorrect API key", "type": "authentication_error" }, "status": 401 } }
        ] }
        """;

    private readonly TempFolder _folder = new("aimock");
    private ChildProcess? _process;
    private string _address = "";

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(CounterpartTheoryAttribute.Variable) is not { } program)
        {
            return;
        }

        _process = ChildProcess.Start(new ChildOptions("node", program, "-p", "0", "-c", "3", "-f", _folder.Write("script.json", Script)) { Limit = TimeSpan.FromMinutes(10), KeepsStdinOpen = true });
        await _process.WaitForOutputAsync(Listening + "http://127.0.0.1:");
        var output = _process.Output;
        while (output.IndexOf('\n', output.IndexOf(Listening, StringComparison.Ordinal)) < 0)
        {
            await Task.Yield();
            output = _process.Output;
        }

        _address = output[(output.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split('\n')[0].Trim();
    }

    /// <summary>The provider of chat completions.</summary>
    internal ProviderOptions Chat => Provider("chat", ProviderKind.OpenAI, "/v1");

    /// <summary>A client that has learned nothing of the server yet.</summary>
    internal HolySheepClient NewClient() => new(new HolySheepClientOptions
    {
        Configuration = new HolySheepConfiguration
        {
            Providers = new Dictionary<string, ProviderOptions>
            {
                ["chat"] = Chat,
                ["responses"] = Provider("responses", ProviderKind.OpenAIResponses, "/v1"),
                ["messages"] = Provider("messages", ProviderKind.Anthropic, "/v1"),
                ["google"] = Provider("google", ProviderKind.Gemini, "/v1beta"),
                ["deployment"] = Provider("deployment", ProviderKind.Azure, "/openai/deployments/gpt-4.1?api-version=2024-10-21"),
                ["resource"] = Provider("resource", ProviderKind.Azure, "/openai/v1"),
            },
            Models = new Dictionary<string, ModelOptions>(),
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
            Defaults = new DefaultOptions { Provider = "chat" },
        },
        Environment = name => name == "KEY" ? "a-key-for-aimock" : null,
        TimeProvider = new AutoAdvanceTimeProvider(),
    });

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private ProviderOptions Provider(string name, ProviderKind kind, string path) => new() { Name = name, Kind = kind, BaseUrl = new Uri(_address + path), ApiKeys = [new KeyReference(KeySource.Environment, "KEY")] };
}
