using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.Providers.Exchange;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Transport;

public sealed class PackedBodyTests
{
    [Theory]
    [InlineData(null, "gzip, br"), InlineData("identity", "identity")]
    public async Task A_call_accepts_compressed_replies_unless_the_caller_says_otherwise(string? own, string sent)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("fine"));
        await stage.Client.ChatAsync(Stage.Question() with { ExtraHeaders = own is null ? [] : new Dictionary<string, string> { ["Accept-Encoding"] = own } });
        Assert.Equal(sent, stage.One.Requests.Single().Header("accept-encoding"));
    }

    [Theory]
    [InlineData("text/event-stream", true), InlineData("Text/Event-Stream ; charset=utf-8", true), InlineData("text/event-stream;charset=utf-8", true)]
    [InlineData("text/event-streams", false), InlineData("application/json", false), InlineData("", false), InlineData(null, false)]
    public void A_body_is_declared_as_events_by_its_media_type_alone(string? type, bool declared)
    {
        using var content = new ByteArrayContent([]);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        Assert.Equal(declared, BodyForms.IsDeclaredAsEvents(content));
    }
}
