using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Batches;

/// <summary>Files and batches as OpenAI and Azure have them.</summary>
internal sealed class OpenAIDialect(ScriptedBatches batches) : BatchDialect(batches)
{
    private const string Prefix = "batch_";
    private const int SecondsToExpiry = 24 * 3600;

    public override bool Owns(ScriptedBatch batch) => batch.Id.StartsWith(Prefix, StringComparison.Ordinal);

    public override Reply? Answer(RecordedRequest request)
    {
        string[] path = request.PathAlone.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.FindIndex(path, part => part is "files" or "batches");
        if (at < 1 || path[at - 1] is not ("v1" or "openai"))
        {
            return null;
        }

        return (request.Method, path[at], path[(at + 1)..]) switch
        {
            ("POST", "files", []) => Upload(request),
            ("GET", "files", []) => List(request, Batches.KeptFiles.Select(FileJson).Reverse().ToList()),
            ("GET", "files", [var id]) => Batches.FindFile(id) is { } file ? Reply.Json(200, FileJson(file).ToJsonString()) : Missing("File", id),
            ("DELETE", "files", [var id]) => Batches.Delete(id) ? Reply.Json(200, $$"""{"id":"{{id}}","object":"file","deleted":true}""") : Missing("File", id),
            ("GET", "files", [var id, "content"]) => Content(id),
            ("POST", "batches", []) => Batches.Throttled() ?? Submit(request),
            ("GET", "batches", []) => List(request, Batches.Batches.Select(Json).Reverse().ToList()),
            ("GET", "batches", [var id]) => Poll(id),
            ("POST", "batches", [var id, "cancel"]) => Cancel(id, batch => Reply.Error(409, null, $"Cannot cancel a batch with status '{StateOf(batch)}'.")),
            _ => null,
        };
    }

    public override void Finish(ScriptedBatch batch)
    {
        List<string> answers = [.. Order(batch).Where(result => result.IsAnswer).Select(Line)];
        List<string> errors = [.. Order(batch).Where(result => !result.IsAnswer).Select(Line)];
        batch.Output = answers.Count == 0 ? null : Batches.AddFile($"{batch.Id}_output.jsonl", Encoding.UTF8.GetBytes(Lines(batch, answers)), isInput: false);
        batch.Errors = errors.Count == 0 ? null : Batches.AddFile($"{batch.Id}_error.jsonl", Encoding.UTF8.GetBytes(Lines(batch, errors)), isInput: false);
    }

    internal static string Line(BatchRowResult result)
    {
        string id = JsonValue.Create(result.Id).ToJsonString();
        return result.End switch
        {
            BatchRowEnd.Responded => $$$"""{"id":"batch_req_{{{result.Id}}}","custom_id":{{{id}}},"response":{"status_code":{{{result.Status}}},"request_id":"req_{{{result.Id}}}","body":{{{result.Body}}} },"error":null}""",
            BatchRowEnd.Expired => $$$"""{"id":"batch_req_{{{result.Id}}}","custom_id":{{{id}}},"response":null,"error":{"code":"batch_expired","message":"This request could not be executed before the completion window expired."}}""",
            _ => $$$"""{"id":"batch_req_{{{result.Id}}}","custom_id":{{{id}}},"response":null,"error":{"code":"batch_cancelled","message":"This request was not executed because the batch was cancelled."}}""",
        };
    }

    internal static JsonObject FileJson(ScriptedFile file) => new()
    {
        ["id"] = file.Id,
        ["object"] = "file",
        ["bytes"] = file.Bytes.Length,
        ["created_at"] = file.CreatedAt.ToUnixTimeSeconds(),
        ["filename"] = file.Name,
        ["purpose"] = file.IsInput ? "batch" : "batch_output",
        ["status"] = "processed",
    };

    protected override Reply MissingBatch(string id) => Missing("Batch", id);

    private static Reply Missing(string what, string id) => Reply.Error(404, null, $"No such {what} object: {id}");

    private Reply Upload(RecordedRequest request)
    {
        if (FormUpload.Read(request) is not { Purpose: "batch" } upload)
        {
            return Reply.Error(400, null, "A file with the purpose 'batch' is required.");
        }

        ScriptedFile file = Batches.AddFile(upload.FileName, upload.Bytes, isInput: true);
        return Batches.Uploaded(Reply.Json(200, FileJson(file).ToJsonString()));
    }

    private Reply List(RecordedRequest request, List<JsonObject> newestFirst)
    {
        string? after = Query(request, "after");
        int start = after is null ? 0 : newestFirst.FindIndex(item => (string?)item["id"] == after) + 1;
        List<JsonObject> page = [.. newestFirst.Skip(start).Take(Batches.PageSize)];
        return Reply.Json(200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page]),
            ["first_id"] = page.Count == 0 ? null : (string?)page[0]["id"],
            ["last_id"] = page.Count == 0 ? null : (string?)page[^1]["id"],
            ["has_more"] = start + page.Count < newestFirst.Count,
        }.ToJsonString());
    }

    private Reply Content(string id) => Batches.FindFile(id) is { } file && !Batches.Batches.Any(batch => batch.Fate.LosesResults && (batch.Output?.Id == id || batch.Errors?.Id == id))
        ? Reply.Json(200, Batches.Given(file.Text)).As("application/octet-stream")
        : Missing("File", id);

    private Reply Submit(RecordedRequest request)
    {
        JsonNode asked = JsonNode.Parse(request.Body)!;
        string? input = (string?)asked["input_file_id"];
        string endpoint = (string?)asked["endpoint"] ?? "";
        if (input is null || Batches.FindFile(input) is not { } file)
        {
            return Reply.Error(400, "invalid_value", $"No such File object: {input}");
        }

        if ((string?)asked["completion_window"] != "24h")
        {
            return Reply.Error(400, "invalid_value", "Invalid value: 'completion_window'. Supported values are: '24h'.");
        }

        var rows = new List<(string Id, RecordedRequest Request)>();
        (string, string)? refusal = ReadRows(file, endpoint, request, rows);
        ScriptedBatch batch = Batches.Accept(Batches.NewId(Prefix), (string?)asked["metadata"]?["holysheep_batch"], rows, refusal, file);
        return Batches.Submitted(Say(batch));
    }

    private (string Code, string Message)? ReadRows(ScriptedFile file, string endpoint, RecordedRequest request, List<(string Id, RecordedRequest Request)> rows)
    {
        var ids = new HashSet<string>();
        string? model = null;
        string[] lines = [.. file.Text.Split('\n').Where(line => line.Length > 0)];
        for (int number = 1; number <= lines.Length; number++)
        {
            JsonNode? line = Parse(lines[number - 1]);
            if (line?["custom_id"] is null || line["body"] is not { } body || (string?)line["method"] != "POST")
            {
                return ("invalid_json_line", $"Line {number} is not a request.");
            }

            if (!((string?)line["url"] ?? "").EndsWith(endpoint, StringComparison.Ordinal))
            {
                return ("mismatched_endpoint", $"Line {number} has another url than the batch.");
            }

            if (!ids.Add((string)line["custom_id"]!))
            {
                return ("duplicate_custom_id", $"The custom_id of line {number} is not unique.");
            }

            if ((model ??= (string?)body["model"]) != (string?)body["model"])
            {
                return ("mismatched_model", $"Line {number} has another model than the first.");
            }

            rows.Add(((string)line["custom_id"]!, Batches.Row((string)line["url"]!, request.Headers, Encoding.UTF8.GetBytes(CompletionJson.Write(body)))));
        }

        return rows.Count == 0 ? ("empty_file", "The file has no requests.") : null;
    }

    private static string StateOf(ScriptedBatch batch) => batch.State switch
    {
        ScriptedBatchState.InProgress => "in_progress",
        ScriptedBatchState.Refused => "failed",
        var state => state.ToString().ToLowerInvariant(),
    };

    protected override JsonObject Json(ScriptedBatch batch) => new()
    {
        ["id"] = batch.Id,
        ["object"] = "batch",
        ["endpoint"] = batch.Rows.Count == 0 ? "" : batch.Rows[0].Request.Path,
        ["errors"] = batch is { State: ScriptedBatchState.Refused, Refusal: { } refusal }
            ? new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray(new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message, ["param"] = null, ["line"] = null }),
            }
            : null,
        ["input_file_id"] = batch.Input?.Id,
        ["completion_window"] = "24h",
        ["status"] = StateOf(batch),
        ["output_file_id"] = batch.Output?.Id,
        ["error_file_id"] = batch.Errors?.Id,
        ["created_at"] = batch.CreatedAt.ToUnixTimeSeconds(),
        ["expires_at"] = batch.CreatedAt.ToUnixTimeSeconds() + SecondsToExpiry,
        ["request_counts"] = new JsonObject
        {
            ["total"] = batch.Rows.Count,
            ["completed"] = batch.Results.Count(result => result.IsAnswer),
            ["failed"] = batch.Results.Count(result => !result.IsAnswer),
        },
        ["metadata"] = batch.Name is null ? null : new JsonObject { ["holysheep_batch"] = batch.Name },
    };
}
