using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Batches;

/// <summary>Files and batches as Gemini has them.</summary>
internal sealed class GeminiDialect(ScriptedBatches batches) : BatchDialect(batches)
{
    private const string Prefix = "batches/";
    private const string Method = ":batchGenerateContent";
    private readonly Dictionary<string, string> _uploads = [];

    public override bool Owns(ScriptedBatch batch) => batch.Id.StartsWith(Prefix, StringComparison.Ordinal);

    public override Reply? Answer(RecordedRequest request)
    {
        string path = request.PathAlone;
        return (request.Method, path.TrimStart('/').Split('/')) switch
        {
            ("POST", ["upload", "v1beta", "files"]) => Upload(request),
            ("GET", ["v1beta", "files"]) => List(request, "files", [.. Batches.KeptFiles.Where(file => file.IsInput).Select(FileJson).Reverse()]),
            ("DELETE", ["v1beta", "files", var id]) => Batches.Delete("files/" + id) ? Reply.Json(200, "{}") : Says(403, "PERMISSION_DENIED", "You do not have permission to access the File or it may not exist."),
            ("GET", ["download", "v1beta", "files", var id]) => Download("files/" + id),
            ("POST", ["v1beta", "models", var model]) when model.EndsWith(Method, StringComparison.Ordinal) => Batches.Throttled() ?? Submit(request, model[..^Method.Length]),
            ("GET", ["v1beta", "batches"]) => List(request, "operations", [.. Batches.Batches.Where(batch => Owns(batch) && batch.State != ScriptedBatchState.Refused).Select(Json).Reverse()]),
            ("GET", ["v1beta", "batches", var id]) => Poll(Prefix + id),
            ("POST", ["v1beta", "batches", var id]) when id.EndsWith(":cancel", StringComparison.Ordinal) => Cancel(Prefix + id[..^":cancel".Length]),
            _ => null,
        };
    }

    // A batch that expired has no results.
    public override void Finish(ScriptedBatch batch)
    {
        List<string> lines = [.. Order(batch).Where(result => result.End == BatchRowEnd.Responded).Select(Line)];
        batch.Output = lines.Count == 0 || batch.State == ScriptedBatchState.Expired
            ? null
            : Batches.AddFile("results", Encoding.UTF8.GetBytes(Lines(batch, lines)), isInput: false, "files/batch-");
    }

    private static string Line(BatchRowResult result)
    {
        JsonNode body = JsonNode.Parse(result.Body)!;
        return CompletionJson.Write(result.IsAnswer
            ? new JsonObject { ["key"] = result.Id, ["response"] = body }
            : new JsonObject { ["key"] = result.Id, ["error"] = body["error"]!.DeepClone() });
    }

    protected override Reply MissingBatch(string id) => Says(404, "NOT_FOUND", "The batch does not exist.");

    private static Reply Says(int status, string word, string message) =>
        Reply.Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["status"] = word } }.ToJsonString());

    private static JsonObject FileJson(ScriptedFile file) => new()
    {
        ["name"] = file.Id,
        ["displayName"] = file.Name,
        ["mimeType"] = "application/jsonl",
        ["sizeBytes"] = $"{file.Bytes.Length}",
        ["createTime"] = file.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["state"] = "ACTIVE",
    };

    private Reply Upload(RecordedRequest request)
    {
        if (Query(request, "upload_id") is { } upload)
        {
            if (request.Header("X-Goog-Upload-Command") != "upload, finalize" || !_uploads.Remove(upload, out string? name))
            {
                return Says(400, "INVALID_ARGUMENT", "The upload is not known.");
            }

            ScriptedFile file = Batches.AddFile(name, request.BodyBytes, isInput: true, "files/");
            return Batches.Uploaded(Reply.Json(200, new JsonObject { ["file"] = FileJson(file) }.ToJsonString()));
        }

        if (request.Header("X-Goog-Upload-Protocol") != "resumable" || request.Header("X-Goog-Upload-Command") != "start" || request.Header("X-Goog-Upload-Header-Content-Length") is null)
        {
            return Says(400, "INVALID_ARGUMENT", "The upload is not valid.");
        }

        string id = Batches.NewId("upload-");
        _uploads[id] = (string?)JsonNode.Parse(request.Body)?["file"]?["displayName"] ?? "";
        return Reply.Json(200, "").WithHeader("X-Goog-Upload-URL", $"{Batches.Root}/upload/v1beta/files?upload_id={id}").WithHeader("X-Goog-Upload-Status", "active");
    }

    private Reply List(RecordedRequest request, string items, List<JsonObject> newestFirst)
    {
        int start = int.Parse(Query(request, "pageToken") ?? "0", CultureInfo.InvariantCulture);
        var reply = new JsonObject();
        if (newestFirst.Count > start)
        {
            reply[items] = new JsonArray([.. newestFirst.Skip(start).Take(Batches.PageSize)]);
        }

        if (newestFirst.Count > start + Batches.PageSize)
        {
            reply["nextPageToken"] = $"{start + Batches.PageSize}";
        }

        return Reply.Json(200, reply.ToJsonString());
    }

    private Reply Download(string name) => name.EndsWith(":download", StringComparison.Ordinal) && Batches.FindFile(name[..^":download".Length]) is { } file
        && !Batches.Batches.Any(batch => batch.Fate.LosesResults && batch.Output?.Id == file.Id)
            ? Reply.Json(200, Batches.Given(file.Text)).As("application/octet-stream")
            : Says(404, "NOT_FOUND", "The file does not exist.");

    private Reply Submit(RecordedRequest request, string model)
    {
        JsonNode? asked = JsonNode.Parse(request.Body)?["batch"];
        if ((string?)asked?["displayName"] is not { } name || Batches.FindFile((string?)asked["inputConfig"]?["fileName"] ?? "") is not { } file)
        {
            return Says(400, "INVALID_ARGUMENT", "The batch is not valid.");
        }

        List<(string, RecordedRequest)> rows = [];
        foreach (string line in file.Text.Split('\n').Where(line => line.Length > 0))
        {
            JsonNode? one = Parse(line);
            if ((string?)one?["key"] is not { } key || one["request"] is not { } body)
            {
                return Says(400, "INVALID_ARGUMENT", $"Line {rows.Count + 1} is not a request.");
            }

            rows.Add((key, Batches.Row($"/v1beta/models/{model}:generateContent", request.Headers, Encoding.UTF8.GetBytes(CompletionJson.Write(body)))));
        }

        ScriptedBatch batch = Batches.Accept(Batches.NewId(Prefix), name, rows, null, file);
        if (batch.Refusal is { Code: ScriptedBatches.LimitCode } limit)
        {
            batch.State = ScriptedBatchState.Refused;
            return Says(429, "RESOURCE_EXHAUSTED", limit.Message);
        }

        return Batches.Submitted(Say(batch));
    }

    private Reply Cancel(string id)
    {
        if (Batches.Find(id) is not { IsOpen: true } batch)
        {
            return Says(400, "FAILED_PRECONDITION", "The batch does not run.");
        }

        batch.State = ScriptedBatchState.Cancelling;
        return Reply.Json(200, "{}");
    }

    protected override JsonObject Json(ScriptedBatch batch)
    {
        // The API and its packages spell the states in two ways; a batch has one of them by its place.
        string spelling = batch.Rows.Count % 2 == 0 ? "BATCH_STATE_" : "JOB_STATE_";
        string state = batch.State switch
        {
            ScriptedBatchState.Validating => "PENDING",
            ScriptedBatchState.InProgress => "RUNNING",
            ScriptedBatchState.Completed => "SUCCEEDED",
            ScriptedBatchState.Refused => "FAILED",
            var other => other.ToString().ToUpperInvariant(),
        };
        var operation = new JsonObject
        {
            ["name"] = batch.Id,
            ["metadata"] = new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch",
                ["model"] = batch.Rows.Count == 0 ? null : "models/" + batch.Rows[0].Request.Model,
                ["displayName"] = batch.Name,
                ["createTime"] = batch.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'89Z'", CultureInfo.InvariantCulture),
                ["inputConfig"] = new JsonObject { ["fileName"] = batch.Input?.Id },
                ["state"] = spelling + state,
                ["batchStats"] = new JsonObject
                {
                    ["requestCount"] = $"{batch.Rows.Count}",
                    ["successfulRequestCount"] = $"{batch.Results.Count(result => result.IsAnswer)}",
                    ["failedRequestCount"] = $"{batch.Results.Count(result => !result.IsAnswer)}",
                },
            },
        };
        if (!batch.IsOpen)
        {
            operation["done"] = true;
        }

        if (batch is { State: ScriptedBatchState.Refused, Refusal: { } refusal })
        {
            operation["error"] = new JsonObject { ["code"] = 3, ["message"] = refusal.Message };
        }
        else if (batch.Output is { } output)
        {
            operation["response"] = new JsonObject { ["responsesFile"] = output.Id };
        }

        return operation;
    }
}
