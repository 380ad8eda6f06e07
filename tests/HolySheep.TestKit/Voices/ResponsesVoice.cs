using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>The OpenAI Responses format.</summary>
internal sealed class ResponsesVoice : Voice
{
    private readonly ChatVoice _chat = new();

    public override string Kind => "openai-responses";

    internal override string UnreadableEvent => "event: response.output_text.delta\n" + """data: {"type":"response.output_text.delta","item_id":"msg_broken","del""" + "\n\n";

    public override string BaseUrl(string root) => root + "/v1";

    // The same server answers both interfaces, and says no in the same words.
    public override string Seal(string provider, int request) => $"sealed-{provider}-{request}";

    public override Reply Say(Trouble trouble) => _chat.Say(trouble);

    internal override bool AsksForAnswer(RecordedRequest request) => request.Method == "POST" && request.PathAlone.EndsWith("/responses", StringComparison.Ordinal);

    // The list is that of the chat format.
    internal override bool AsksForModels(RecordedRequest request) => false;

    internal override IReadOnlyList<(string Role, string Content)> MessagesOf(RecordedRequest request) => request.Member("input") switch
    {
        { ValueKind: JsonValueKind.Array } items => [.. items.EnumerateArray().Where(item => item.TryGetProperty("role", out _)).Select(item => (RecordedRequest.Text(item.GetProperty("role")), RecordedRequest.Text(item.GetProperty("content"))))],
        { ValueKind: JsonValueKind.String } text => [("user", RecordedRequest.Text(text))],
        _ => [],
    };

    internal override string Whole(Completion completion, RecordedRequest request, string provider, bool withUsage) => new ResponseJson(completion, request, provider).Whole(withUsage);

    internal override SpokenStream Stream(Completion completion, RecordedRequest request, string provider, bool withUsage)
    {
        var events = new ResponseEvents(new ResponseJson(completion, request, provider));
        return new SpokenStream(events.Head(), events.Pieces(), events.ItemsDone(), "", events.End(withUsage));
    }

    internal override string Error(Fault fault) => _chat.Error(fault);

    internal override string ErrorEvent(Fault fault) => ResponseEvents.Error(fault);

    internal override string ModelList(IReadOnlyList<string> models) => _chat.ModelList(models);
}
