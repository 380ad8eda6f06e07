using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HolySheep.Architecture.Tests.Reading;

/// <summary>Reads which types every type of a module uses: in signatures, attributes and bodies.</summary>
internal static class UseReader
{
    private static readonly ConditionalWeakTable<ModuleDefinition, IReadOnlyList<TypeUse>> Known = [];

    public static IReadOnlyList<TypeUse> Read(ModuleDefinition module) => Known.GetValue(module, unread => [.. unread.GetTypes().SelectMany(Read).Distinct()]);

    /// <summary>The types that a signature is made of: itself, its element type, its arguments.</summary>
    public static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Flatten(generic.ElementType), .. generic.GenericArguments.SelectMany(Flatten)],
        RequiredModifierType modified => [.. Flatten(modified.ModifierType), .. Flatten(modified.ElementType)],
        OptionalModifierType modified => [.. Flatten(modified.ModifierType), .. Flatten(modified.ElementType)],
        FunctionPointerType pointer => [.. Flatten(pointer.ReturnType), .. pointer.Parameters.SelectMany(parameter => Flatten(parameter.ParameterType))],
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };

    public static IEnumerable<TypeReference> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeUse> Read(TypeDefinition type)
    {
        string own = Areas.NamespaceOf(type);
        IEnumerable<(string Member, TypeReference Used)> uses =
        [
            .. Shape(type).Select(used => ("", used)),
            .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType).Select(used => (field.Name, used))),
            .. type.Properties.SelectMany(property => Attributes(property).Select(used => (property.Name, used))),
            .. type.Events.SelectMany(raised => Attributes(raised).Append(raised.EventType).Select(used => (raised.Name, used))),
            .. type.Methods.SelectMany(method => Signature(method).Concat(Body(method)).Select(used => (method.Name, used))),
        ];
        return uses
            .SelectMany(use => Flatten(use.Used).Select(used => new TypeUse(type, own, use.Member, Areas.NamespaceOf(used), used.Name)));
    }

    private static IEnumerable<TypeReference> Shape(TypeDefinition type) =>
    [
        .. type.BaseType is null ? [] : (TypeReference[])[type.BaseType],
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. Constraints(type),
        .. Attributes(type),
    ];

    private static IEnumerable<TypeReference> Signature(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.Parameters.SelectMany(Attributes),
        .. Constraints(method),
        .. Attributes(method),
    ];

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>()
            .Append(attribute.AttributeType));

    private static IEnumerable<TypeReference> Body(MethodDefinition method) => !method.HasBody ? [] :
    [
        .. method.Body.Variables.Select(variable => variable.VariableType),
        .. method.Body.ExceptionHandlers.Where(handler => handler.CatchType is not null).Select(handler => handler.CatchType),
        .. method.Body.Instructions.SelectMany(Operand),
    ];

    private static IEnumerable<TypeReference> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };
}
