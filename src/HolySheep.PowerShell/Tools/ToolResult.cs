using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat.Tools;

namespace HolySheep.PowerShell.Tools;

/// <summary>The result of a tool as JSON, built as its output comes and never larger than a model is told.</summary>
internal sealed class ToolResult
{
    private const int RoomForErrors = 6 * 1024;
    private const int MostErrors = 10;
    private const int LongestError = 400;

    private readonly BoundedJson _items = new(ToolRounds.LongestResult - RoomForErrors);
    private readonly List<string> _errors = [];
    private int _errorCount;
    private int _shown;
    private int _dropped;
    private bool _isEnded;

    /// <summary>Takes an object that the tool wrote.</summary>
    internal void Add(object? item)
    {
        if (_items.IsFull)
        {
            _dropped++;
            return;
        }

        _items.Write(item);
        _shown++;
    }

    /// <summary>Takes an error.</summary>
    /// <param name="message">Its message.</param>
    /// <param name="ends">True if it ended the tool.</param>
    internal void AddError(string message, bool ends)
    {
        _isEnded |= ends;
        _errorCount++;
        if (_errors.Count < MostErrors)
        {
            _errors.Add(message.Length <= LongestError ? message : message.Substring(0, LongestError) + "…");
        }
    }

    /// <summary>The result: the object, or a list of several; in an object with errors and a note if there is more to say.</summary>
    internal ToolOutput ToOutput()
    {
        var items = _items.Finish();
        if (_isEnded && _shown == 0 && _errorCount == 1)
        {
            return ToolOutput.Failed(_errors[0]);
        }

        var plain = _shown == 1 ? items.Substring(1, items.Length - 2) : items;
        if (_errorCount == 0 && !_items.IsCut && _dropped == 0)
        {
            return ToolOutput.Of(plain);
        }

        var whole = Whole(plain);
        return _isEnded || (_shown == 0 && _errorCount > 0) ? ToolOutput.Failed(whole) : ToolOutput.Of(whole);
    }

    private string Whole(string items)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WritePropertyName("result");
            json.WriteRawValue(items, skipInputValidation: true);
            if (_errors.Count > 0)
            {
                json.WriteStartArray("errors");
                foreach (var error in _errors)
                {
                    json.WriteStringValue(error);
                }

                json.WriteEndArray();
            }

            if (Notes().ToList() is { Count: > 0 } notes)
            {
                json.WriteString("note", string.Join(" ", notes));
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private IEnumerable<string> Notes()
    {
        if (_dropped > 0)
        {
            yield return $"The result was cut: {Number(_shown)} of {Number(_shown + _dropped)} objects are shown. Ask for less, for example with a filter.";
        }
        else if (_items.IsCut)
        {
            yield return "The result was cut: a value was too long, or nested too deeply. Ask for less of it.";
        }

        if (_errorCount > _errors.Count)
        {
            yield return $"There were {Number(_errorCount)} errors; the first {Number(_errors.Count)} are shown.";
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
