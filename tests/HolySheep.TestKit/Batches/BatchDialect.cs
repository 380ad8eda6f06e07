using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HolySheep.TestKit.Batches;

/// <summary>The batch API of one vendor.</summary>
internal abstract class BatchDialect(ScriptedBatches batches)
{
    protected ScriptedBatches Batches => batches;

    /// <summary>Answers a request; null if it is not one of this API.</summary>
    public abstract Reply? Answer(RecordedRequest request);

    /// <summary>Whether a batch came through this API.</summary>
    public abstract bool Owns(ScriptedBatch batch);

    /// <summary>Writes the results of a batch that ended.</summary>
    public abstract void Finish(ScriptedBatch batch);

    /// <summary>What the API says of a batch.</summary>
    protected abstract JsonObject Json(ScriptedBatch batch);

    /// <summary>The refusal of a request for a batch that is not there.</summary>
    protected abstract Reply MissingBatch(string id);

    /// <summary>Answers a request for a batch.</summary>
    protected Reply With(string id, Func<ScriptedBatch, Reply> answer) => Batches.Find(id) is { } batch && !Batches.IsDeleted(id) ? answer(batch) : MissingBatch(id);

    /// <summary>Says how far a batch is, and moves it on.</summary>
    protected Reply Poll(string id) => With(id, batch =>
    {
        Batches.Poll(batch);
        return Say(batch);
    });

    /// <summary>Cancels a batch; <paramref name="refuse"/> answers if it does not run.</summary>
    protected Reply Cancel(string id, Func<ScriptedBatch, Reply> refuse) => With(id, batch =>
    {
        if (!batch.IsOpen)
        {
            return refuse(batch);
        }

        batch.State = ScriptedBatchState.Cancelling;
        return Say(batch);
    });

    /// <summary>What the API says of a batch, as a reply.</summary>
    protected Reply Say(ScriptedBatch batch) => Reply.Json(200, Json(batch).ToJsonString());

    /// <summary>The results in the order in which they are given.</summary>
    protected static IEnumerable<BatchRowResult> Order(ScriptedBatch batch)
    {
        IEnumerable<BatchRowResult> results = batch.Fate.InOrder ? batch.Results : batch.Results.Reverse();
        return batch.Fate.Duplicates ? results.Concat(results) : results;
    }

    /// <summary>The value of a name in the query; null if it is not there.</summary>
    protected static string? Query(RecordedRequest request, string name) => request.Path.Split('?', 2) is [_, var query]
        && query.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == name) is [_, var value] ? Uri.UnescapeDataString(value) : null;

    /// <summary>The JSON of a line; null if it is none.</summary>
    protected static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Lines as a file holds them.</summary>
    protected static string Lines(ScriptedBatch batch, IEnumerable<string> lines) => string.Concat((batch.Fate.Garbles ? Garbage(lines) : lines).Select(line => line + "\n"));

    private static IEnumerable<string> Garbage(IEnumerable<string> lines) =>
        lines.SelectMany(line => (IEnumerable<string>)[line[..(line.Length / 2)], "", "[]", "null", "\"text\"", "{}", line])
            .Append("{\"custom_id\":\"" + new string('x', 17 * 1024 * 1024));
}
