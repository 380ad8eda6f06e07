using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Mail;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace HolySheep.PowerShell.Tools;

/// <summary>The type of a parameter as a model sees it. Only types that data can fill are offered: no script blocks, no credentials, no live objects.</summary>
internal sealed class OfferedType
{
    private static readonly Dictionary<Type, (string Name, string? Format)> Texts = new()
    {
        [typeof(string)] = ("string", null), [typeof(char)] = ("string", null), [typeof(Uri)] = ("string", null), [typeof(Version)] = ("string", null), [typeof(Regex)] = ("string", null),
        [typeof(TimeSpan)] = ("string", null), [typeof(IPAddress)] = ("string", null), [typeof(MailAddress)] = ("string", null), [typeof(CultureInfo)] = ("string", null), [typeof(Encoding)] = ("string", null),
        [typeof(FileInfo)] = ("string", null), [typeof(DirectoryInfo)] = ("string", null), [typeof(Guid)] = ("string", "uuid"), [typeof(DateTime)] = ("string", "date-time"), [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(bool)] = ("boolean", null), [typeof(SwitchParameter)] = ("boolean", null), [typeof(BigInteger)] = ("integer", null),
        [typeof(byte)] = ("integer", null), [typeof(sbyte)] = ("integer", null), [typeof(short)] = ("integer", null), [typeof(ushort)] = ("integer", null), [typeof(int)] = ("integer", null),
        [typeof(uint)] = ("integer", null), [typeof(long)] = ("integer", null), [typeof(ulong)] = ("integer", null), [typeof(float)] = ("number", null), [typeof(double)] = ("number", null), [typeof(decimal)] = ("number", null),
    };

    private OfferedType(string? name, string? format, IReadOnlyList<string> choices, bool isList) => (Name, Format, Choices, IsList) = (name, format, choices, isList);

    /// <summary>The word of JSON schemas for one value; null for any value.</summary>
    internal string? Name { get; }

    /// <summary>The format of a text; null if it has none.</summary>
    internal string? Format { get; }

    /// <summary>The names of an enumeration; empty for other types.</summary>
    internal IReadOnlyList<string> Choices { get; }

    /// <summary>True for a list of such values.</summary>
    internal bool IsList { get; }

    /// <summary>The type as it is offered; null if data cannot fill it.</summary>
    internal static OfferedType? Of(Type type) =>
        OfOne(type) is { } one ? one
        : ElementOf(type) is { } element && OfOne(element) is { } item ? new OfferedType(item.Name, item.Format, item.Choices, isList: true)
        : null;

    private static OfferedType? OfOne(Type given)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        return Texts.TryGetValue(type, out var text) ? new OfferedType(text.Name, text.Format, [], isList: false)
            : type.IsEnum ? new OfferedType("string", null, Enum.GetNames(type), isList: false)
            : type == typeof(object) || type == typeof(PSObject) ? new OfferedType(null, null, [], isList: false)
            : type == typeof(Hashtable) || type == typeof(IDictionary) ? new OfferedType("object", null, [], isList: false)
            : type.FullName == "System.Management.Automation.SemanticVersion" ? new OfferedType("string", null, [], isList: false)
            : null;
    }

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type == typeof(Array) || type == typeof(ArrayList) || type == typeof(IList) ? typeof(object)
        : type.IsGenericType && type.GetGenericArguments() is [var item] && new[] { typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>) }.Contains(type.GetGenericTypeDefinition()) ? item
        : null;
}
