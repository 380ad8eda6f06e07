using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Batches;

/// <summary>Batches as Anthropic has them: without files and names, and refused at the submission.</summary>
internal sealed class MessagesDialect(ScriptedBatches batches) : BatchDialect(batches)
{
    private const string Prefix = "msgbatch_";
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public override bool Owns(ScriptedBatch batch) => batch.Id.StartsWith(Prefix, StringComparison.Ordinal);

    public override Reply? Answer(RecordedRequest request)
    {
        string[] path = request.PathAlone.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.IndexOf(path, "batches");
        if (at < 1 || path[at - 1] != "messages")
        {
            return null;
        }

        return request.Header("anthropic-version") is null ? Says(400, "invalid_request_error", "anthropic-version: header is required") : (request.Method, path[(at + 1)..]) switch
        {
            ("POST", []) => Batches.Throttled() ?? Submit(request),
            ("GET", []) => List(request),
            ("GET", [var id]) => Poll(id),
            ("DELETE", [var id]) => Batches.Delete(id) ? Reply.Json(200, $$"""{"id":"{{id}}","type":"message_batch_deleted"}""") : MissingBatch(id),
            ("POST", [var id, "cancel"]) => Cancel(id, _ => Says(400, "invalid_request_error", "The batch has ended.")),
            ("GET", [var id, "results"]) => With(id, batch => batch.IsOpen || batch.Fate.LosesResults ? MissingBatch(id) : Reply.Json(200, Batches.Given(Lines(batch, Order(batch).Select(Line)))).As("application/x-jsonl")),
            _ => null,
        };
    }

    public override void Finish(ScriptedBatch batch)
    {
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    private static string Line(BatchRowResult result) => new JsonObject { ["custom_id"] = result.Id, ["result"] = Result(result) } is var line ? CompletionJson.Write(line) : "";

    private static JsonObject Result(BatchRowResult result) => result switch
    {
        { IsAnswer: true } => new JsonObject { ["type"] = "succeeded", ["message"] = JsonNode.Parse(result.Body) },
        { End: BatchRowEnd.Responded } => new JsonObject { ["type"] = "errored", ["error"] = JsonNode.Parse(result.Body) },
        { End: BatchRowEnd.Expired } => new JsonObject { ["type"] = "expired" },
        _ => new JsonObject { ["type"] = "canceled" },
    };

    private static Reply Says(int status, string type, string message) =>
        Reply.Json(status, new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = type, ["message"] = message } }.ToJsonString());

    protected override Reply MissingBatch(string id) => Says(404, "not_found_error", $"Batch {id} was not found.");

    private Reply Submit(RecordedRequest request)
    {
        if (JsonNode.Parse(request.Body)?["requests"] is not JsonArray { Count: > 0 } requests)
        {
            return Says(400, "invalid_request_error", "requests: Field required");
        }

        var ids = new HashSet<string>();
        List<(string, RecordedRequest)> rows = [];
        foreach (JsonNode? one in requests)
        {
            string? id = (string?)one?["custom_id"];
            if (id is null || !ids.Add(id) || one!["params"] is not { } body || body["max_tokens"] is null || body["stream"] is not null)
            {
                return Says(400, "invalid_request_error", $"requests.{rows.Count}: is not valid");
            }

            rows.Add((id, Batches.Row("/v1/messages", request.Headers, Encoding.UTF8.GetBytes(CompletionJson.Write(body)))));
        }

        ScriptedBatch batch = Batches.Accept(Batches.NewId(Prefix), null, rows, null);
        if (batch.Refusal is { } refusal)
        {
            batch.State = ScriptedBatchState.Refused;
            return refusal.Code == ScriptedBatches.LimitCode ? Says(429, "rate_limit_error", refusal.Message) : Says(400, "invalid_request_error", refusal.Message);
        }

        return Batches.Submitted(Say(batch));
    }

    private Reply List(RecordedRequest request)
    {
        List<JsonObject> all = [.. Batches.Batches.Where(batch => Owns(batch) && batch.Refusal is null && !Batches.IsDeleted(batch.Id)).Select(Json).Reverse()];
        string? after = Query(request, "after_id");
        int start = after is null ? 0 : all.FindIndex(item => (string?)item["id"] == after) + 1;
        List<JsonObject> page = [.. all.Skip(start).Take(Batches.PageSize)];
        return Reply.Json(200, new JsonObject
        {
            ["data"] = new JsonArray([.. page]),
            ["has_more"] = start + page.Count < all.Count,
            ["first_id"] = page.Count == 0 ? null : (string?)page[0]["id"],
            ["last_id"] = page.Count == 0 ? null : (string?)page[^1]["id"],
        }.ToJsonString());
    }

    protected override JsonObject Json(ScriptedBatch batch)
    {
        int CountOf(Func<BatchRowResult, bool> fits) => batch.IsOpen ? 0 : batch.Results.Count(fits);
        return new JsonObject
        {
            ["id"] = batch.Id,
            ["type"] = "message_batch",
            ["processing_status"] = batch.State switch { ScriptedBatchState.Cancelling => "canceling", _ when batch.IsOpen => "in_progress", _ => "ended" },
            ["request_counts"] = new JsonObject
            {
                ["processing"] = batch.IsOpen ? batch.Rows.Count : 0,
                ["succeeded"] = CountOf(result => result.IsAnswer),
                ["errored"] = CountOf(result => result is { IsAnswer: false, End: BatchRowEnd.Responded }),
                ["canceled"] = CountOf(result => result.End == BatchRowEnd.Cancelled),
                ["expired"] = CountOf(result => result.End == BatchRowEnd.Expired),
            },
            ["ended_at"] = batch.IsOpen ? null : Time(batch.CreatedAt),
            ["created_at"] = Time(batch.CreatedAt),
            ["expires_at"] = Time(batch.CreatedAt + Window),
            ["archived_at"] = null,
            ["cancel_initiated_at"] = null,

            // another host than the one that is asked, as behind a gateway
            ["results_url"] = batch.IsOpen ? null : $"https://results.invalid/v1/messages/batches/{batch.Id}/results",
        };
    }
}
