using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Requests that one thread writes one after another, in the same place.</summary>
public class RequestBufferTests
{
    private static readonly Uri Address = new("http://127.0.0.1/v1");
    private static readonly RouteCandidate Target = new() { Provider = "p", Model = "m", ChainIndex = 0, ChainModel = "m", QuotaGroup = "p/m" };

    [Fact]
    public async Task Each_keeps_its_own_body_also_after_one_that_could_not_be_written()
    {
        string[] prompts = ["first", new('x', 200_000), "third"];
        var written = prompts.Select(prompt => Request(prompt, "true")).ToList();
        Assert.ThrowsAny<JsonException>(() => Request("broken", "{"));
        written.Add(Request("last", "true"));

        foreach (var (prompt, request) in prompts.Append("last").Zip(written))
        {
            Assert.Equal($$"""{"model":"m","messages":[{"role":"user","content":"{{prompt}}"}],"extra":true}""", await request.Content!.ReadAsStringAsync());
        }
    }

    private static HttpRequestMessage Request(string prompt, string extra) => WireRequest.Answer(new OpenAIChatWire(Address, ChatDialect.Common), new ProviderCall
    {
        Candidate = Target,
        Request = new ChatRequest { Messages = [ChatMessage.User(prompt)], ExtraBody = new Dictionary<string, string> { ["extra"] = extra } },
    }, new Dictionary<string, string>(), new ToolPairs([]), new WireNotes());
}
