using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Batches;

/// <summary>Jobs as Mistral has them; its files are those of OpenAI, listed by the number of the page.</summary>
internal sealed class MistralDialect(ScriptedBatches batches) : BatchDialect(batches)
{
    private const string Prefix = "job-";

    public override bool Owns(ScriptedBatch batch) => batch.Id.StartsWith(Prefix, StringComparison.Ordinal);

    public override Reply? Answer(RecordedRequest request)
    {
        string[] path = request.PathAlone.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is ["v1", "files"] && request.Method == "GET" && Query(request, "page") is not null)
        {
            return List(request, [.. Batches.KeptFiles.Select(OpenAIDialect.FileJson).Reverse()]);
        }

        return path is not ["v1", "batch", "jobs", ..] ? null : (request.Method, path[3..]) switch
        {
            ("POST", []) => Batches.Throttled() ?? Submit(request),
            ("GET", []) => List(request, [.. Batches.Batches.Where(Owns).Select(Json).Reverse()]),
            ("GET", [var id]) => Poll(id),
            ("POST", [var id, "cancel"]) => Cancel(id, _ => Invalid("The job has ended.")),
            _ => null,
        };
    }

    // What it did not come to is in no file.
    public override void Finish(ScriptedBatch batch)
    {
        List<string> answers = [.. Order(batch).Where(result => result.IsAnswer).Select(OpenAIDialect.Line)];
        List<string> errors = [.. Order(batch).Where(result => result is { IsAnswer: false, End: BatchRowEnd.Responded }).Select(OpenAIDialect.Line)];
        batch.Output = answers.Count == 0 ? null : Batches.AddFile($"{batch.Id}_output.jsonl", Encoding.UTF8.GetBytes(Lines(batch, answers)), isInput: false);
        batch.Errors = errors.Count == 0 ? null : Batches.AddFile($"{batch.Id}_error.jsonl", Encoding.UTF8.GetBytes(Lines(batch, errors)), isInput: false);
    }

    protected override Reply MissingBatch(string id) => Reply.Json(404, $$"""{"object":"error","message":"Job {{id}} was not found.","type":"not_found","code":"1404"}""");

    private static Reply Invalid(string message) => Reply.Json(422, new JsonObject { ["object"] = "error", ["message"] = message, ["type"] = "invalid_request_error", ["code"] = "1422" }.ToJsonString());

    private Reply Submit(RecordedRequest request)
    {
        JsonNode job = JsonNode.Parse(request.Body)!;
        if (job["input_files"] is not JsonArray { Count: 1 } files || Batches.FindFile((string?)files[0] ?? "") is not { } file || job["model"] is null || (string?)job["endpoint"] != "/v1/chat/completions")
        {
            return Invalid("The job is not valid.");
        }

        List<(string, RecordedRequest)> rows = [];
        foreach (string line in file.Text.Split('\n').Where(line => line.Length > 0))
        {
            JsonNode? one = Parse(line);
            if ((string?)one?["custom_id"] is not { } id || one["body"] is not { } body)
            {
                return Invalid($"Line {rows.Count + 1} is not a request.");
            }

            rows.Add((id, Batches.Row("/v1/chat/completions", request.Headers, Encoding.UTF8.GetBytes(CompletionJson.Write(body)))));
        }

        ScriptedBatch batch = Batches.Accept(Batches.NewId(Prefix), (string?)job["metadata"]?["holysheep_batch"], rows, null, file);
        return Batches.Submitted(Say(batch));
    }

    private Reply List(RecordedRequest request, List<JsonObject> newestFirst)
    {
        int page = int.Parse(Query(request, "page") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        return Reply.Json(200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. newestFirst.Skip(page * Batches.PageSize).Take(Batches.PageSize)]),
            ["total"] = newestFirst.Count,
        }.ToJsonString());
    }

    protected override JsonObject Json(ScriptedBatch batch) => new()
    {
        ["id"] = batch.Id,
        ["object"] = "batch",
        ["input_files"] = new JsonArray(batch.Input?.Id),
        ["metadata"] = batch.Name is null ? null : new JsonObject { ["holysheep_batch"] = batch.Name },
        ["endpoint"] = "/v1/chat/completions",
        ["model"] = batch.Rows.Count == 0 ? null : batch.Rows[0].Request.Model,
        ["output_file"] = batch.Output?.Id,
        ["error_file"] = batch.Errors?.Id,
        ["errors"] = batch is { State: ScriptedBatchState.Refused, Refusal: { } refusal } ? new JsonArray(new JsonObject { ["message"] = refusal.Message, ["count"] = 1 }) : [],
        ["status"] = batch.State switch
        {
            ScriptedBatchState.Validating => "QUEUED",
            ScriptedBatchState.InProgress => "RUNNING",
            ScriptedBatchState.Cancelling => "CANCELLATION_REQUESTED",
            ScriptedBatchState.Completed => "SUCCESS",
            ScriptedBatchState.Expired => "TIMEOUT_EXCEEDED",
            ScriptedBatchState.Cancelled => "CANCELLED",
            _ => "FAILED",
        },
        ["created_at"] = batch.CreatedAt.ToUnixTimeSeconds(),
        ["total_requests"] = batch.Rows.Count,
        ["completed_requests"] = batch.Results.Count(result => result.End == BatchRowEnd.Responded),
        ["succeeded_requests"] = batch.Results.Count(result => result.IsAnswer),
        ["failed_requests"] = batch.Results.Count(result => result is { IsAnswer: false, End: BatchRowEnd.Responded }),
    };
}
