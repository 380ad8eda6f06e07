using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Tools;

/// <summary>A parameter of a command as a model sees it.</summary>
internal sealed class ToolParameter
{
    // Those of the engine decide how a command runs and whether it asks; they are the caller's.
    private static readonly HashSet<string> Common = new(
        Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters).Concat(["WhatIf", "Confirm", "UseTransaction", "ProgressAction", "PipelineVariable", "InformationAction", "InformationVariable"]), StringComparer.OrdinalIgnoreCase);

    private readonly OfferedType _type;
    private readonly IReadOnlyList<Attribute> _attributes;
    private readonly string? _description;

    private ToolParameter(string name, OfferedType type, IReadOnlyList<Attribute> attributes, string? description) =>
        (Name, _type, _attributes, _description) = (name, type, attributes, description);

    internal string Name { get; }

    /// <summary>The parameter as it is offered; null if it is not.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="description">What it means; null if that is not known.</param>
    internal static ToolParameter? Of(CommandParameterInfo parameter, string? description) =>
        !IsCommon(parameter.Name) && OfferedType.Of(parameter.ParameterType) is { } type
            ? new ToolParameter(parameter.Name, type, [.. parameter.Attributes], description ?? (string.IsNullOrWhiteSpace(parameter.HelpMessage) ? null : parameter.HelpMessage))
            : null;

    /// <summary>True for a parameter that the engine gives to commands.</summary>
    internal static bool IsCommon(string name) => Common.Contains(name);

    internal void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        if (_type.IsList)
        {
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            WriteValue(json);
            json.WriteEndObject();
            WriteCount(json);
        }
        else
        {
            WriteValue(json);
        }

        if (Description() is { } description)
        {
            json.WriteString("description", description);
        }

        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json)
    {
        if (_type.Name is null)
        {
            return;
        }

        json.WriteString("type", _type.Name);
        if (_type.Format is not null)
        {
            json.WriteString("format", _type.Format);
        }

        if (Choices() is { Count: > 0 } choices && _type.Name == "string")
        {
            json.WriteStartArray("enum");
            foreach (var choice in choices)
            {
                json.WriteStringValue(choice);
            }

            json.WriteEndArray();
        }

        if (_type.Name is "integer" or "number" && Of<ValidateRangeAttribute>() is { } range)
        {
            WriteBound(json, "minimum", range.MinRange);
            WriteBound(json, "maximum", range.MaxRange);
        }

        if (_type.Name == "string" && Of<ValidateLengthAttribute>() is { } length)
        {
            json.WriteNumber("minLength", length.MinLength);
            json.WriteNumber("maxLength", length.MaxLength);
        }
    }

    private void WriteCount(Utf8JsonWriter json)
    {
        if (Of<ValidateCountAttribute>() is { } count)
        {
            json.WriteNumber("minItems", count.MinLength);
            json.WriteNumber("maxItems", count.MaxLength);
        }
    }

    private static void WriteBound(Utf8JsonWriter json, string name, object? bound)
    {
        if (bound is not null && ScalarText.IsNumber(bound) && bound is not (double.NaN or double.PositiveInfinity or double.NegativeInfinity))
        {
            json.WriteNumber(name, Convert.ToDecimal(bound, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The help; the engine ignores letter case in a pattern, which schemas do not, so a pattern is told in words.</summary>
    private string? Description() => Of<ValidatePatternAttribute>() is { RegexPattern: { Length: > 0 } pattern }
        ? (_description is null ? "" : _description.TrimEnd('.', ' ') + ". ") + $"Must match the regular expression {pattern}"
        : _description;

    private IReadOnlyList<string> Choices()
    {
        try
        {
            // A set may come from a class of the user.
            return Of<ValidateSetAttribute>() is { } set ? [.. set.ValidValues] : _type.Choices;
        }
        catch (Exception exception) when (InputFault.IsUsers(exception))
        {
            return [];
        }
    }

    private T? Of<T>()
        where T : Attribute => _attributes.OfType<T>().FirstOrDefault();
}
