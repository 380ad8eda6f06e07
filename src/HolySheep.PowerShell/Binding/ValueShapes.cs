using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Net;
using System.Security;
using System.Threading.Tasks;

namespace HolySheep.PowerShell.Binding;

/// <summary>Determines the kind of script values.</summary>
internal static class ValueShapes
{
    /// <summary>The shape of a value, wrapped or not.</summary>
    internal static ValueShape Of(object? value)
    {
        var plain = Unwrapped(value);
        return plain switch
        {
            null => ValueShape.Nothing,
            SecureString or PSCredential or NetworkCredential or Stream or TextReader or TextWriter or Delegate or Task or IntPtr or UIntPtr or (IEnumerator and not IEnumerable) or IDataReader => ValueShape.Refused,
            byte[] => ValueShape.Bytes,
            _ when ScalarText.Of(plain) is not null => ValueShape.Scalar,
            _ when XmlText.Of(plain) is not null => ValueShape.Xml,
            DataRow or DataRowView or DictionaryEntry => ValueShape.Record,
            _ when IsPair(plain) => ValueShape.Record,
            _ when IsForeignJson(plain) => ValueShape.Object,
            _ when IsTable(plain) => ValueShape.Table,
            _ when LanguagePrimitives.GetEnumerable(plain) is not null => ValueShape.List,
            PSObject or PSCustomObject => ValueShape.Record,
            _ => ValueShape.Object,
        };
    }

    /// <summary>The value without its wrapper; null for values that mean nothing in a script.</summary>
    internal static object? Unwrapped(object? value) =>
        value is null || value == AutomationNull.Value ? null : value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>The names and values of a table.</summary>
    internal static IEnumerable<(object? Name, object? Value)> Entries(object table)
    {
        if (table is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return (entry.Key, entry.Value);
            }

            yield break;
        }

        foreach (var pair in (IEnumerable)table)
        {
            var properties = PSObject.AsPSObject(pair).Properties;
            yield return (properties["Key"].Value, properties["Value"].Value);
        }
    }

    /// <summary>The values of a list.</summary>
    internal static IEnumerable<object?> Items(object list) => LanguagePrimitives.GetEnumerable(list).Cast<object?>();

    private static bool IsTable(object value) =>
        value is IDictionary || value.GetType().GetInterfaces().Any(type => type.IsGenericType && type.Name is "IDictionary`2" or "IReadOnlyDictionary`2");

    private static bool IsPair(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    // Their own text is JSON.
    private static bool IsForeignJson(object value) => value.GetType().Namespace is "Newtonsoft.Json.Linq" or "System.Text.Json" or "System.Text.Json.Nodes";
}
