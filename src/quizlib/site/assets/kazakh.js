/* The twin of quizlib/site/kazakh.py: the same rules, the same steps, the same stems. */
function Stemmer() {
  const rules = kazakhRules;
  const isIn = (letters, char) => char !== undefined && letters.includes(char);

  const longEnough = (left) =>
    left.length >= rules.shortest || (left.length === 2 && isIn(rules.vowels, left[0]));

  function inHarmony(left, suffix) {
    const front = [...suffix].some((char) => isIn(rules.front, char));
    const last = [...left].reverse().find((char) => isIn(rules.vowels, char));
    return !isIn(front ? rules.back : rules.front, last);
  }

  function without(word, forms, after, least) {
    for (const form of forms) {
      const left = word.slice(0, -form.length);
      if (
        word.endsWith(form) &&
        left.length >= least &&
        longEnough(left) &&
        after.some((ending) => left.endsWith(ending)) &&
        (forms.length === 1 || inHarmony(left, form))
      )
        return left;
    }
    return "";
  }

  function settled(word) {
    let end = word.length - 1;
    if (word[end] in rules.final) word = word.slice(0, end) + rules.final[word[end]];
    if (word.endsWith("ст")) word = word.slice(0, end);
    end = word.length - 1;
    if (
      word.length > rules.shortest &&
      isIn(rules.fleeting, word[end - 1]) &&
      !isIn(rules.vowels, word[end]) &&
      !isIn(rules.vowels, word[end - 2])
    )
      word = word.slice(0, end - 1) + word[end];
    return word;
  }

  this.stemWord = function (word) {
    word = word.toLowerCase();
    if (!/^[а-яёәғқңөұүһі]+$/.test(word)) return word;
    const begun = rules.whole.filter((start) => word.startsWith(start));
    const least = Math.max(0, ...begun.map((start) => start.length));
    for (const step of rules.steps) {
      for (const [forms, after] of step) {
        const left = without(word, forms, after, least);
        if (left) {
          word = left;
          break;
        }
      }
    }
    return settled(word);
  };
}
