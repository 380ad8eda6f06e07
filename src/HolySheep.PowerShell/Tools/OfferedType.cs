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
    private static readonly (string Name, string? Format, Type[] Types)[] Values =
    [
        ("string", null, [typeof(string), typeof(char), typeof(Uri), typeof(Version), typeof(Regex), typeof(TimeSpan), typeof(IPAddress), typeof(MailAddress), typeof(CultureInfo), typeof(Encoding), typeof(FileInfo), typeof(DirectoryInfo)]),
        ("string", "uuid", [typeof(Guid)]),
        ("string", "date-time", [typeof(DateTime), typeof(DateTimeOffset)]),
        ("boolean", null, [typeof(bool), typeof(SwitchParameter)]),
        ("integer", null, [typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(BigInteger)]),
        ("number", null, [typeof(float), typeof(double), typeof(decimal)]),
    ];

    private static readonly Dictionary<Type, (string Name, string? Format)> Known = Values.SelectMany(value => value.Types, (value, type) => (type, value.Name, value.Format)).ToDictionary(value => value.type, value => (value.Name, value.Format));

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
        return Known.TryGetValue(type, out var known) ? new OfferedType(known.Name, known.Format, [], isList: false)
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
