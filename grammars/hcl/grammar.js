/**
 * HCL native syntax, as hclsyntax/spec.md of github.com/hashicorp/hcl has it.
 *
 * Made for speed and for calm recovery; README.md has the shape of the tree and the reasons. In short:
 *
 *  - No ambiguity and no `conflicts`, so the parser never forks.
 *  - Few tokens and few nodes: what is a regular language and easily taken apart again is one token (`a.b.c`, a whole
 *    quoted string, a template's `"text${`, `}text${` and `}text"`).
 *  - Newlines are white space, save where they decide something: after an element of an object, and where a line
 *    ends before its statement does.
 *  - What people most often get wrong has a rule of its own (`unclosed_string`, `missing_value`, ...), so that the
 *    rest of the file does not suffer for it.
 */

// Identifiers. ASCII goes first and has states of its own in the lexer: asking the tables of Unicode is slow.
const CONTINUE = '[\\p{ID_Continue}\\-]';
const NAME =
  `(?:[A-Za-z_][A-Za-z0-9_\\-]*(?:[\\p{ID_Continue}--[\\x00-\\x7F]]${CONTINUE}*)?` +
  `|[\\p{ID_Start}--[\\x00-\\x7F]]${CONTINUE}*)`;

// Text between quotes: anything but `"`, a line end, `${` and `%{`. A run of `$` and `%` before a `{` is literal when
// it ends in `$$` or `%%` (an escape), and opens a sequence otherwise. An empty sequence, `${}`, is a mistake, and as
// text does no harm.
const ESCAPE = '\\\\[^\\r\\n]';
const TEXT =
  `(?:[^"\\\\\\r\\n$%]|${ESCAPE}|[$%]*(?:\\$\\$|%%)\\{|[$%]+\\{~?[ \\t]*~?\\}|[$%]+(?:[^"\\\\\\r\\n$%{]|${ESCAPE}))*`;
const INTERPOLATION = '(?:[$%]*%)?\\$\\{~?';
const DIRECTIVE = '(?:[$%]*\\$)?%\\{~?';
const CLOSE = '~?\\}';

// A block's type and its labels, without escapes.
const HEADER_START = `${NAME}(?:[ \\t]+(?:"[^"\\\\\\r\\n$%]*"|${NAME}))*`;

const regex = (...parts) => new RustRegex(parts.join(''));

const PREC = {
  conditional: 1,
  or: 2,
  and: 3,
  equality: 4,
  order: 5,
  sum: 6,
  product: 7,
  unary: 8,
  postfix: 9,
};

const list = (item, separator) => seq(item, repeat(seq(separator, item)));

module.exports = grammar({
  name: 'hcl',

  word: ($) => $.identifier,

  externals: ($) => [
    $.heredoc_delimiter,
    $.heredoc_text,
    $.heredoc_interpolation,
    $.heredoc_directive,
    $.heredoc_end,
    $.unclosed_heredoc,
    $._error_sentinel,
  ],

  extras: ($) => [/\s/, $.comment, $.unclosed_comment],

  inline: ($) => [$._item, $._label, $._value, $._part, $._element_key, $._lost_end],

  rules: {
    config_file: ($) => choice(repeat($._item), $._recovery_vocabulary),

    // After an error the parser looks for a token from which it can go on. The generator leaves out of that search
    // whatever might be taken for another token, unless some rule allows both in one place. This is that rule; the
    // noncharacter before it keeps it from ever being used. Not in it: what would go astray, a template's pieces and
    // newlines.
    _recovery_vocabulary: ($) =>
      seq(
        '\uFDD0',
        choice(
          ...['=', ':', '::', '=>', ',', '...', '{', '}', '(', ')', '[', ']', '\n'],
          ...['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '!', '?'],
          ...['<<', '<<-', '~}', 'for', 'in', 'if'],
          ...[$.null, $.true, $.false, $.number, $.string, $.unclosed_string, $.foreign_string],
          ...[$.identifier, $.reference, $.key, $.block_header, $.unclosed_header, $.call_name],
          ...[$.dot_name, $.dot_index, $.dot_star, $.else_directive, $.endif_directive, $.endfor_directive],
          ...[$.head_interpolation, $.head_directive],
        ),
      ),

    // Body

    _item: ($) => choice($.attribute, $.block, $.unfinished_item),

    // A comma after it, a quoted name and a colon are mistakes.
    attribute: ($) =>
      seq(
        choice(
          field('name', choice($.key, $.colon_key)),
          seq(field('name', choice($.identifier, $.string)), '='),
        ),
        field('value', $._value),
        optional(','),
      ),
    // A name with its `=`. Without the blank after it, `a == b` and `a::b()` would look alike.
    key: (_) => regex(NAME, '[ \\t]*=[ \\t]'),
    colon_key: (_) => regex(NAME, '[ \\t]*:[ \\t]'),

    // A value that is not there at the end of its line.
    _value: ($) => choice($._expression, alias('\n', $.missing_value)),

    block: ($) =>
      seq(
        choice(
          field('header', choice($.block_header, $.unclosed_header)),
          seq(field('type', $.identifier), repeat(field('label', $._label)), optional('\n'), '{'),
        ),
        repeat($._item),
        '}',
      ),

    // Type, labels and brace of nearly every block; any other goes the long way.
    block_header: (_) => regex(HEADER_START, '[ \\t]*\\{'),

    // Its last label lacks a quote, and so takes in the brace.
    unclosed_header: (_) => regex(HEADER_START, '[ \\t]+"[^"\\\\\\r\\n$%{]*\\{[ \\t]*\\r?\\n'),

    _label: ($) => choice($.identifier, $.string, $.template, $.unclosed_string, $.foreign_string),

    unfinished_item: ($) => seq(field('type', $.identifier), repeat(field('label', $._label)), '\n'),

    // Expressions

    _expression: ($) =>
      choice(
        $.null,
        $.true,
        $.false,
        $.number,
        $.string,
        $.unclosed_string,
        $.foreign_string,
        $.template,
        $.heredoc,
        $.identifier,
        $.reference,
        $.attribute_access,
        $.index_access,
        $.splat,
        $.call,
        $.parentheses,
        $.tuple,
        $.object,
        $.for_tuple,
        $.for_object,
        $.unary,
        $.binary,
        $.conditional,
      ),

    null: (_) => 'null',
    true: (_) => 'true',
    false: (_) => 'false',
    number: (_) => regex('[0-9]+(?:\\.[0-9]+)?(?:[eE][+\\-]?[0-9]+)?'),
    identifier: (_) => regex(NAME),
    // A name and the attributes after it: `a.b.c`.
    reference: (_) => regex(NAME, '(?:\\.', NAME, ')+'),

    // `.name`, `.0` and `.*` after anything but a plain name. The name may stand on the next line.
    attribute_access: ($) =>
      prec.right(
        PREC.postfix,
        seq(
          field('object', $._expression),
          choice(field('step', choice($.dot_name, $.dot_index)), seq('.', optional(field('step', $.identifier)))),
        ),
      ),
    dot_name: (_) => regex('\\.[ \\t]*', NAME),
    dot_index: (_) => regex('\\.[ \\t]*[0-9]+'),

    index_access: ($) =>
      prec(PREC.postfix, seq(field('object', $._expression), '[', field('key', $._expression), ']')),

    splat: ($) =>
      prec(PREC.postfix, seq(field('object', $._expression), field('step', choice($.dot_star, $.full_splat)))),
    dot_star: (_) => regex('\\.[ \\t]*\\*'),
    full_splat: (_) => seq('[', '*', ']'),

    call: ($) =>
      prec(
        PREC.postfix,
        seq(
          choice(field('name', $.call_name), seq(field('name', choice($.identifier, $.scoped_name)), '(')),
          optional(seq(list($._expression, ','), optional(choice(',', $.expand)))),
          ')',
        ),
      ),
    call_name: (_) => regex(NAME, '\\('),
    scoped_name: ($) => seq($.identifier, repeat1(seq('::', $.identifier))),
    expand: (_) => '...',

    parentheses: ($) => seq('(', $._expression, ')'),

    tuple: ($) => seq('[', optional(seq(list($._expression, ','), optional(','))), ']'),

    object: ($) =>
      seq(
        '{',
        repeat(choice(seq($.element, choice(',', '\n')), alias($._unfinished_element, $.element))),
        optional($.element),
        '}',
      ),
    element: ($) => seq($._element_key, field('value', $._expression)),
    _unfinished_element: ($) => seq($._element_key, field('value', alias('\n', $.missing_value))),
    _element_key: ($) =>
      choice(field('key', choice($.key, $.colon_key)), seq(field('key', $._expression), choice('=', ':'))),

    for_tuple: ($) => seq('[', $._for_intro, field('value', $._expression), optional($._for_condition), ']'),
    for_object: ($) =>
      seq(
        '{',
        $._for_intro,
        field('key', $._expression),
        '=>',
        field('value', $._expression),
        optional(field('group', $.expand)),
        optional($._for_condition),
        '}',
      ),
    _for_intro: ($) => seq($._for_names, ':'),
    _for_names: ($) =>
      seq(
        'for',
        field('name', $.identifier),
        optional(seq(',', field('name', $.identifier))),
        'in',
        field('collection', $._expression),
      ),
    _for_condition: ($) => seq('if', field('condition', $._expression)),

    // Here, below, and after a `.`: where nothing follows, that is a mistake. Leaning to the right takes what there is.
    unary: ($) =>
      prec.right(
        PREC.unary,
        seq(field('operator', choice('-', '!')), optional(field('operand', $._expression))),
      ),

    binary: ($) =>
      choice(
        ...[
          [PREC.or, '||'],
          [PREC.and, '&&'],
          [PREC.equality, choice('==', '!=')],
          [PREC.order, choice('<', '<=', '>', '>=')],
          [PREC.sum, choice('+', '-')],
          [PREC.product, choice('*', '/', '%')],
        ].flatMap(([precedence, operator]) => [
          prec.left(
            precedence,
            seq(field('left', $._expression), field('operator', operator), field('right', $._expression)),
          ),
          prec.right(precedence, seq(field('left', $._expression), field('operator', operator))),
        ]),
      ),

    // Not here: after `a ?` a name and `:` would be taken for an attribute's with a colon.
    conditional: ($) =>
      prec.right(
        PREC.conditional,
        seq(
          field('test', $._expression),
          '?',
          field('then', $._expression),
          ':',
          field('otherwise', $._expression),
        ),
      ),

    // Templates

    string: (_) => regex('"', TEXT, '[$%]*"'),
    unclosed_string: (_) => regex('"', TEXT, '[$%]*'),
    // Quoted with anything but `"`.
    foreign_string: (_) => regex("'[^'\\r\\n]*'?|[\u2018\u2019\u201C\u201D][^\u2018\u2019\u201C\u201D\\r\\n]*[\u2018\u2019\u201C\u201D]?"),

    template: ($) =>
      seq(
        choice(
          seq($.head_interpolation, $._expression),
          seq($.head_directive, $._directive),
        ),
        repeat($._part),
        choice($.template_tail, $.unclosed_tail, $.unclosed_string),
      ),
    _part: ($) =>
      choice(
        seq($.middle_interpolation, $._expression),
        seq($.middle_directive, $._directive),
      ),
    head_interpolation: (_) => regex('"', TEXT, INTERPOLATION),
    head_directive: (_) => regex('"', TEXT, DIRECTIVE),
    middle_interpolation: (_) => regex(CLOSE, TEXT, INTERPOLATION),
    middle_directive: (_) => regex(CLOSE, TEXT, DIRECTIVE),
    template_tail: (_) => regex(CLOSE, TEXT, '[$%]*"'),
    unclosed_tail: (_) => regex(CLOSE, TEXT, '[$%]*'),

    _directive: ($) =>
      choice(
        $.if_directive,
        $.else_directive,
        $.endif_directive,
        $.for_directive,
        $.endfor_directive,
        $.unknown_directive,
      ),
    if_directive: ($) => seq('if', field('condition', $._expression)),
    else_directive: (_) => 'else',
    endif_directive: (_) => 'endif',
    for_directive: ($) => $._for_names,
    endfor_directive: (_) => 'endfor',
    unknown_directive: ($) => $.identifier,

    heredoc: ($) =>
      seq(
        field('open', choice('<<', '<<-')),
        $.heredoc_delimiter,
        repeat(
          choice(
            $.heredoc_text,
            seq($.heredoc_interpolation, optional($._expression), $.close),
            seq($.heredoc_directive, $._directive, $.close),
          ),
        ),
        choice($.heredoc_end, $.unclosed_heredoc, $._lost_end),
      ),
    // The end comes before the `}`.
    _lost_end: ($) => seq($.heredoc_interpolation, optional($._expression), $.heredoc_end),
    close: (_) => choice('}', '~}'),

    // Comments

    comment: (_) => regex('#[^\\n]*|//[^\\n]*|/\\*(?:[^*]|\\*+[^*/])*\\*+/'),
    unclosed_comment: (_) => regex('/\\*(?:[^*]|\\*+[^*/])*\\**'),
  },
});
