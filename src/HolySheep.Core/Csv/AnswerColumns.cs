using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Schema;

namespace HolySheep.Csv;

/// <summary>The columns that an answer adds to a row: the answer, or one column per property of its schema, then its metadata.</summary>
public sealed class AnswerColumns
{
    /// <summary>The default name of the answer's column.</summary>
    public const string Answer = "Answer";

    /// <summary>The model that answered.</summary>
    public const string Model = "HolySheepModel";

    /// <summary>The number of attempts.</summary>
    public const string Attempts = "HolySheepAttempts";

    /// <summary>The cost of all attempts in USD; empty if a price is unknown.</summary>
    public const string Cost = "HolySheepCost";

    /// <summary><see cref="Ok"/> or <see cref="Failed"/>.</summary>
    public const string Status = "HolySheepStatus";

    /// <summary>The error's code and message, empty for an answer.</summary>
    public const string Error = "HolySheepError";

    /// <summary>In a file of failed rows, the line of the input where the row begins.</summary>
    public const string Line = "HolySheepLine";

    /// <summary>The status of an answered row.</summary>
    public const string Ok = "ok";

    /// <summary>The status of a row without an answer.</summary>
    public const string Failed = "error";

    private const string NoObject = $"{ErrorCode.ReplyMalformed}: The answer is not a JSON object.";

    private static readonly char[] Exponents = ['e', 'E'];
    private static readonly string[] Own = [Line, Model, Attempts, Cost, Status, Error];

    private readonly IReadOnlyList<string>? _properties;
    private readonly bool _record;

    /// <summary>Creates the columns.</summary>
    /// <param name="outputColumn">The name of one column for the whole answer; null means <see cref="Answer"/>, or one column per property if there is a schema.</param>
    /// <param name="schema">The schema of the answers.</param>
    /// <param name="record">False leaves out the metadata columns.</param>
    /// <exception cref="HolySheepException">Two columns would have the same name.</exception>
    public AnswerColumns(string? outputColumn = null, ChatJsonSchema? schema = null, bool record = true)
    {
        _record = record;
        _properties = outputColumn is null && schema is not null ? PropertiesOf(schema) : null;
        Names = [.. _properties ?? [outputColumn ?? Answer], .. record ? (string[])[Model, Attempts, Cost, Status, Error] : []];
        var twice = Names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(names => names.Count() > 1);
        if (twice is not null)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"Two columns of the answer would have the name '{twice.Key}'.", "Rename the answer's column or the schema's property.");
        }
    }

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a column holds metadata of an answer: this product wrote it, and may replace it.</summary>
    internal static bool IsOwn(string column) => Own.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses an input whose own columns would be overwritten; columns that an earlier run wrote may be replaced.</summary>
    /// <exception cref="HolySheepException">The input already has a column of the answer's name.</exception>
    public void CheckRow(IReadOnlyCollection<string> columns)
    {
        if (columns.Contains(Status, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        var taken = Names.FirstOrDefault(name => !IsOwn(name) && columns.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (taken is not null)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The input already has a column '{taken}', which the answer's column would replace.", "Name another column for the answer.");
        }
    }

    /// <summary>The values for an answer, in the order of the names: texts, numbers, booleans and nulls; nested values are JSON text.</summary>
    public IReadOnlyList<object?> ValuesOf(ChatResult result) => FaultOf(result) is { } fault
        ? Failure(result.ModelUsed, result.AttemptCount, result.Cost, fault)
        : ValuesOf(result.Content, result.ModelUsed, result.AttemptCount, result.Cost);

    /// <summary>The values for a failure, in the order of the names.</summary>
    public IReadOnlyList<object?> ValuesOf(Exception failure)
    {
        var call = failure as ChatException;
        return Failure(null, call?.Attempts.Count ?? 0, call is null ? 0 : call.Cost, TextOf(failure));
    }

    /// <summary>The values for the text of an answer.</summary>
    internal IReadOnlyList<object?> ValuesOf(string content, string? model, int attempts, decimal? cost)
    {
        if (_properties is null)
        {
            return [content, .. Record(model, attempts, cost, null)];
        }

        using var answer = JsonDocuments.TryParse(content);
        return answer?.RootElement.ValueKind == JsonValueKind.Object
            ? [.. _properties.Select(name => ValueOf(answer.RootElement, name)), .. Record(model, attempts, cost, null)]
            : Failure(model, attempts, cost, NoObject);
    }

    /// <summary>The values for a row without an answer.</summary>
    internal IReadOnlyList<object?> Failure(string? model, int attempts, decimal? cost, string error) =>
        [.. new object?[Names.Count - Record(null, 0, null, null).Length], .. Record(model, attempts, cost, error)];

    /// <summary>The reason why an answer does not fit these columns, as code and message; null if it fits.</summary>
    internal string? FaultOf(ChatResult result)
    {
        if (_properties is null)
        {
            return result.Content.Trim().Length > 0 ? null
                : result.Pictures > 0 ? $"{ErrorCode.ReplyMalformed}: The answer has no text, only a picture."
                : result.ToolCalls.Count > 0 ? $"{ErrorCode.ReplyMalformed}: The answer has no text, only a call of the tool '{result.ToolCalls[0].Name}'."
                : null;
        }

        using var answer = JsonDocuments.TryParse(result.Content);
        return answer?.RootElement.ValueKind == JsonValueKind.Object ? null
            : result.Refusal is { } refusal ? $"{ErrorCode.ContentRefused}: The model declined to answer: {refusal}"
            : NoObject;
    }

    /// <summary>A failure as code and message.</summary>
    internal static string TextOf(Exception failure)
    {
        var code = failure is HolySheepException known ? known.Code : failure is OperationCanceledException ? ErrorCode.CallCancelled : ErrorCode.InternalFault;
        return $"{code}: {failure.Message}";
    }

    private object?[] Record(string? model, int attempts, decimal? cost, string? error) =>
        _record ? [model, attempts, cost, error is null ? Ok : Failed, error] : [];

    private static IReadOnlyList<string>? PropertiesOf(ChatJsonSchema schema)
    {
        using var document = JsonDocuments.TryParse(schema.Schema);
        return document?.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                ? properties.EnumerateObject().Select(property => property.Name).ToList()
                : null;
    }

    /// <summary>A number as a decimal; null if that would change it, as it does with more than 28 digits.</summary>
    private static decimal? Exact(JsonElement number)
    {
        if (!number.TryGetDecimal(out var exact))
        {
            return null;
        }

        var text = number.GetRawText();
        var isSame = text.IndexOfAny(Exponents) < 0 ? exact.ToString(CultureInfo.InvariantCulture) == text : exact != 0m && number.TryGetDouble(out var rounded) && (double)exact == rounded;
        return isSame ? exact : null;
    }

    private static object? ValueOf(JsonElement answer, string name)
    {
        if (!answer.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : Exact(value) is { } exact ? exact : value.GetRawText(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };
    }
}
